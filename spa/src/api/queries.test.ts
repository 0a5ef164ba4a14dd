import { onlineManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Offline } from './failure';
import { keys } from './keys';
import { newQueries, readFailed } from './queries';

const queries = newQueries();
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  queries.mount();
});
afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
  queries.clear();
  queries.unmount();
  vi.useRealTimers();
});

/** Something that is shown, and read by this. */
function shown(queryKey: readonly unknown[], read: () => Promise<string>) {
  const observer = new QueryObserver(queries, { queryKey, queryFn: read });
  stops.push(observer.subscribe(() => undefined));
  return observer;
}

async function failed() {
  const read = vi.fn(async (): Promise<string> => Promise.reject(new Offline()));
  const observer = shown(['something'], read);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(observer.getCurrentResult().status).toBe('error');
  read.mockImplementation(async () => 'there');
  return observer;
}

it('reads what could not be read again when the network is back, and nothing else', async () => {
  const fine = vi.fn(async () => 'fine');
  shown(['fine'], fine);
  const observer = await failed();
  await vi.advanceTimersByTimeAsync(120_000);
  onlineManager.setOnline(false);
  onlineManager.setOnline(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(observer.getCurrentResult().data).toBe('there');
  expect(fine).toHaveBeenCalledOnce();
});

it('reads it again when the server is there again', async () => {
  const observer = await failed();
  readFailed(queries);
  await vi.advanceTimersByTimeAsync(0);
  expect(observer.getCurrentResult().data).toBe('there');
});

it.each([keys.queue, keys.myOrders, keys.orderDetail(12), keys.messages(12)])('reads %s again before the links to its files expire', async (...key) => {
  const read = vi.fn(async () => 'links');
  shown(key, read);
  await vi.advanceTimersByTimeAsync(44 * 60_000);
  expect(read).toHaveBeenCalledTimes(2);
});
