import { QueryClient, QueryObserver, type InfiniteData } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Page, Schemas } from '../api/client';
import { keys } from '../api/keys';
import { onAnnouncement } from './announcements';
import { apply, reload } from './apply';
import type { Frame, Message, Order } from './frames';

type Notification = Schemas['Notification'];

let queries: QueryClient;
beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});

function hear(topic: string, type: string, payload: unknown) {
  apply(queries, { topic, type, payload, seq: 1, occurred_at: '2026-11-23T07:00:00Z' } satisfies Frame);
}

const message = (id: number, more: Partial<Message> = {}) => ({ id, appointment: 12, text: `text ${id}`, is_deleted: false, ...more }) as Message;
const order = (id: number, more: Partial<Order> = {}) => ({ id, status: 'NEW', unread_count: 0, ...more }) as Order;
const notification = (id: number, is_read = false) => ({ id, title: `title ${id}`, is_read, read_at: null }) as Notification;
const pages = (...all: Notification[][]): InfiniteData<Page<Notification>> => ({ pages: all.map((items) => ({ items })), pageParams: all.map(() => undefined) });
const ids = (key: readonly unknown[]) => queries.getQueryData<{ id: number }[]>(key)?.map((it) => it.id);
const isStale = (key: readonly unknown[]) => queries.getQueryState(key)?.isInvalidated;

/** An answer that comes when told. */
function onItsWay<T>(queryKey: readonly unknown[]) {
  let resolve: (data: T) => void = () => undefined;
  const read = vi.fn(() => new Promise<T>((its) => (resolve = its)));
  const done = queries.fetchQuery({ queryKey, queryFn: read });
  return { come: async (data: T) => (resolve(data), await done), read };
}

describe('messages', () => {
  it('come in at their place, oldest first', () => {
    queries.setQueryData(keys.messages(12), [message(1), message(5)]);
    hear('appointment:12', 'message.created', message(7));
    hear('appointment:12', 'message.created', message(3));
    expect(ids(keys.messages(12))).toEqual([1, 3, 5, 7]);
  });

  it('replace what they were', () => {
    queries.setQueryData(keys.messages(12), [message(1), message(2)]);
    hear('appointment:12', 'message.deleted', message(1, { is_deleted: true, text: null }));
    expect(queries.getQueryData<Message[]>(keys.messages(12))).toMatchObject([{ id: 1, is_deleted: true, text: null }, { id: 2 }]);
  });

  it('that the reader may not see change nothing', () => {
    queries.setQueryData(keys.messages(12), [message(1)]);
    hear('appointment:12', 'message.created', null);
    expect(ids(keys.messages(12))).toEqual([1]);
  });

  it('are not lost on a list that is being read for the first time', async () => {
    const { come } = onItsWay<Message[]>(keys.messages(12));
    hear('appointment:12', 'message.created', message(2));
    await come([message(1)]);
    expect(ids(keys.messages(12))).toEqual([1, 2]);
  });

  it('are not lost on a list that is being read again', async () => {
    queries.setQueryData(keys.messages(12), [message(1)]);
    const { come } = onItsWay<Message[]>(keys.messages(12));
    hear('appointment:12', 'message.created', message(2));
    await come([message(1)]);
    expect(ids(keys.messages(12))).toEqual([1, 2]);
  });
});

describe('what is unread of an order', () => {
  const unread = () => queries.getQueryData<Order>(keys.orderDetail(12))?.unread_count;
  const readBy = (id: number) => {
    queries.setQueryData(keys.me, { user: { id } });
    queries.setQueryData(keys.orderDetail(12), order(12, { client: 5, assigned_master: 6, unread_count: 1 }));
  };

  it('is counted by whoever is none of its sides', () => {
    readBy(9);
    hear('appointment:12', 'message.created', message(7, { sender: 5 }));
    expect(unread()).toBe(2);
    hear('appointment:12', 'message.created', message(8, { sender: 9 }));
    hear('appointment:12', 'message.created', message(9, { sender: 5, is_deleted: true }));
    expect(unread()).toBe(2);
  });

  it('is counted once for each message', () => {
    readBy(9);
    queries.setQueryData(keys.messages(12), [message(7, { sender: 5 })]);
    hear('appointment:12', 'message.created', message(7, { sender: 5 }));
    expect(unread()).toBe(1);
  });

  it('is told to its sides', () => {
    readBy(6);
    hear('appointment:12', 'message.created', message(7, { sender: 5 }));
    expect(unread()).toBe(1);
  });

  it('is none once it was read, here or elsewhere', () => {
    readBy(9);
    hear('appointment:12', 'read.updated', { account: 6, last_read_message_id: 7, unread_count: null });
    expect(unread()).toBe(1);
    hear('appointment:12', 'read.updated', { account: 9, last_read_message_id: 7, unread_count: 0 });
    expect(unread()).toBe(0);
  });
});

describe('read marks', () => {
  it('move, and keep the name', () => {
    queries.setQueryData(keys.readMarks(12), [{ account: 5, username: 'ann', last_read_message_id: 1 }]);
    hear('appointment:12', 'read.updated', { account: 5, last_read_message_id: 9, unread_count: null });
    expect(queries.getQueryData(keys.readMarks(12))).toMatchObject([{ account: 5, username: 'ann', last_read_message_id: 9 }]);
  });

  it('of somebody new are added', () => {
    queries.setQueryData(keys.readMarks(12), []);
    hear('appointment:12', 'read.updated', { account: 6, last_read_message_id: 3, unread_count: null });
    expect(queries.getQueryData(keys.readMarks(12))).toMatchObject([{ account: 6, last_read_message_id: 3 }]);
  });
});

describe('orders', () => {
  it('change on their page and in every list', () => {
    queries.setQueryData(keys.orderDetail(12), { ...order(12), available_actions: ['take'] });
    queries.setQueryData(keys.myOrders, [order(13), order(12)]);
    hear('user:5', 'appointment.updated', order(12, { status: 'IN_REVIEW', unread_count: 2 }));
    expect(queries.getQueryData(keys.orderDetail(12))).toMatchObject({ status: 'IN_REVIEW', available_actions: ['take'] });
    expect(queries.getQueryData(keys.myOrders)).toMatchObject([{ id: 13, status: 'NEW' }, { id: 12, status: 'IN_REVIEW', unread_count: 2 }]);
    expect(isStale(keys.orderDetail(12))).toBe(true);
  });

  it('that are removed leave the lists, and the pages of lists are read again', () => {
    queries.setQueryData(keys.activeOrders, [order(13), order(12)]);
    queries.setQueryData([...keys.myOrders, 'paged'], { pages: [{ items: [order(12)] }], pageParams: [] });
    hear('user:5', 'appointment.updated', { id: 12, removed: true });
    expect(ids(keys.activeOrders)).toEqual([13]);
    expect(isStale([...keys.myOrders, 'paged'])).toBe(true);
  });

  it('that changed while they were read for the first time are read once more', async () => {
    const { come, read } = onItsWay<Order>(keys.orderDetail(12));
    hear('appointment:12', 'appointment.updated', order(12, { status: 'PAID' }));
    await come(order(12));
    await vi.waitFor(() => expect(isStale(keys.orderDetail(12))).toBe(true));
    expect(read).toHaveBeenCalledOnce();
  });

  it('of which the reader may not know leave everything as it is', () => {
    queries.setQueryData(keys.myOrders, [order(12)]);
    hear('appointment:12', 'appointment.updated', null);
    expect(ids(keys.myOrders)).toEqual([12]);
  });
});

it('puts the newest row of the timeline first, as the server lists it', () => {
  queries.setQueryData(keys.timeline(12), [{ id: 9 }, { id: 7 }]);
  hear('appointment:12', 'timeline.added', { id: 11 });
  hear('appointment:12', 'timeline.added', { id: 8 });
  hear('appointment:12', 'timeline.added', { id: 1 });
  expect(ids(keys.timeline(12))).toEqual([11, 9, 8, 7, 1]);
});

it('adds reviews, and not those the client may not see', () => {
  queries.setQueryData(keys.reviews(12), [{ id: 3 }]);
  hear('appointment:12', 'review.created', { id: 4 });
  hear('appointment:12', 'review.created', null);
  expect(ids(keys.reviews(12))).toEqual([4, 3]);
});

describe('notifications', () => {
  it('come first, are counted and announced', () => {
    const heard = vi.fn();
    const stop = onAnnouncement(heard);
    queries.setQueryData(keys.notifications, pages([notification(2)], [notification(1)]));
    hear('user:5', 'notification.created', { ...notification(3), unread_count: 3 });
    stop();
    expect(queries.getQueryData<InfiniteData<Page<Notification>>>(keys.notifications)?.pages.map((page) => page.items.map((it) => it.id))).toEqual([[3, 2], [1]]);
    expect(queries.getQueryData(keys.unread)).toEqual({ unread_count: 3 });
    expect(heard).toHaveBeenCalledExactlyOnceWith(notification(3));
  });

  it('that came before are not doubled', () => {
    queries.setQueryData(keys.notifications, pages([notification(2)]));
    hear('user:5', 'notification.created', { ...notification(2), unread_count: 1 });
    expect(queries.getQueryData<InfiniteData<Page<Notification>>>(keys.notifications)?.pages[0]?.items).toHaveLength(1);
  });

  it('are marked on whatever page they are', () => {
    queries.setQueryData(keys.notifications, pages([notification(3)], [notification(2), notification(1)]));
    hear('user:5', 'notification.read', { ids: [2, 3], all: false, read_at: 'now', unread_count: 1 });
    expect(queries.getQueryData<InfiniteData<Page<Notification>>>(keys.notifications)?.pages.flatMap((page) => page.items.map((it) => it.read_at))).toEqual(['now', 'now', null]);
    expect(queries.getQueryData(keys.unread)).toEqual({ unread_count: 1 });
  });

  it('are all marked when there were too many to name', () => {
    queries.setQueryData(keys.notifications, pages([notification(3)], [notification(2, true)]));
    hear('user:5', 'notification.read', { ids: [], all: true, read_at: 'now', unread_count: 0 });
    expect(queries.getQueryData<InfiniteData<Page<Notification>>>(keys.notifications)?.pages.flatMap((page) => page.items.map((it) => it.read_at))).toEqual(['now', null]);
  });
});

describe('the queue', () => {
  it('gains orders, newest first, and takes over how they look now', () => {
    queries.setQueryData(keys.queue, [order(8), order(5)]);
    hear('queue', 'queue.added', order(9));
    hear('queue', 'queue.added', order(5, { sla_breached: true }));
    expect(queries.getQueryData(keys.queue)).toMatchObject([{ id: 9 }, { id: 8 }, { id: 5, sla_breached: true }]);
  });

  it('loses what was taken', () => {
    queries.setQueryData(keys.queue, [order(8), order(5)]);
    hear('queue', 'queue.added', null);
    hear('queue', 'queue.removed', { id: 5, removed: true });
    expect(ids(keys.queue)).toEqual([8]);
  });

  it('does not keep what was taken while it was read', async () => {
    const { come } = onItsWay<Order[]>(keys.queue);
    hear('queue', 'queue.removed', { id: 5, removed: true });
    await come([order(8), order(5)]);
    expect(ids(keys.queue)).toEqual([8]);
  });
});

it('knows who one is now', () => {
  queries.setQueryData(keys.me, { user: { id: 5, role: 'client' } });
  hear('user:5', 'me.updated', { user: { id: 5, role: 'master' } });
  hear('everyone', 'me.updated', null);
  expect(queries.getQueryData(keys.me)).toEqual({ user: { id: 5, role: 'master' } });
});

it('reads flags again when they have changed', () => {
  queries.setQueryData(keys.flags, []);
  hear('everyone', 'flags.changed', null);
  expect(isStale(keys.flags)).toBe(true);
});

describe('events', () => {
  const list = [...keys.admin, 'appointments'];
  /** A list that is looked at, and takes so long to come. */
  function lookedAt(milliseconds: number) {
    const read = vi.fn(() => new Promise<number>((resolve) => setTimeout(() => resolve(read.mock.calls.length), milliseconds)));
    const observer = new QueryObserver(queries, { queryKey: list, queryFn: read });
    return { read, leave: observer.subscribe(() => undefined) };
  }
  const happens = () => hear('events', 'event.recorded', { id: 1 });
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('have the lists of admins read again, once for many', async () => {
    const { read, leave } = lookedAt(10);
    await vi.advanceTimersByTimeAsync(10);
    Array.from({ length: 30 }, happens);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(read).toHaveBeenCalledTimes(2);
    leave();
  });

  it('let a slow answer come while more and more happens, and read once more after the last', async () => {
    const { read, leave } = lookedAt(2_500);
    for (let second = 0; second < 6; second++) {
      happens();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(queries.getQueryData(list)).toBe(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(read).toHaveBeenCalledTimes(4);
    expect(isStale(list)).toBe(false);
    leave();
  });
});

it('passes over what it does not know', () => {
  expect(() => hear('user:5', 'weather.changed', { is: 'fine' })).not.toThrow();
});

it.each([
  ['appointment:12', keys.messages(12)],
  ['queue', keys.queue],
  ['events', [...keys.admin, 'events']],
  ['user', keys.notifications],
  ['user:5', keys.myOrders],
])('reads again what frames of %s would have changed', (topic, key) => {
  queries.setQueryData(key, []);
  queries.setQueryData(keys.messages(99), []);
  reload(queries, [topic]);
  expect(isStale(key)).toBe(true);
  expect(isStale(keys.messages(99))).toBe(false);
});
