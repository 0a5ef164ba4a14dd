import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure, Offline } from '../api/failure';
import type { Message } from '../live/frames';
import { fakeLocks } from '../test/locks';
import { Outbox, type Unsent, type UnsentFile } from './outbox';

/** A server that writes a message once for each key, as ours does. */
class Server {
  readonly written: { id: number; key: string; text: string }[] = [];
  /** What goes wrong, one for each attempt. */
  readonly troubles: (Error | 'lost answer')[] = [];
  readonly attempts: string[] = [];

  deliver = async (unsent: Unsent | UnsentFile): Promise<Message> => {
    this.attempts.push(unsent.text);
    const trouble = this.troubles.shift();
    if (trouble instanceof Error) {
      throw trouble;
    }
    const known = this.written.find(({ key }) => key === unsent.key) ?? { id: this.written.length + 100, key: unsent.key, text: unsent.text };
    if (!this.written.includes(known)) {
      this.written.push(known);
    }
    if (trouble) {
      throw new Offline();
    }
    return { id: known.id, appointment: unsent.order, text: unsent.text } as Message;
  };

  get texts() {
    return this.written.map(({ text }) => text);
  }
}

let server: Server;
const sent = vi.fn();
const open = (account = 5) => new Outbox(account, server.deliver, sent, (failure) => (failure as Error).message);
let stops: (() => void)[] = [];
const started = () => {
  const outbox = open();
  stops.push(outbox.start());
  return outbox;
};
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  sent.mockReset();
  server = new Server();
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, 'locks');
});

describe('an outbox', () => {
  it('sends at once, and keeps nothing', async () => {
    const outbox = open();
    outbox.add(12, 'hello', 0);
    expect(outbox.all()).toMatchObject([{ order: 12, text: 'hello' }]);
    await settle();
    expect(server.texts).toEqual(['hello']);
    expect(sent).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 100 }));
    expect(outbox.all()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('sends in order and once when the connection is back', async () => {
    const outbox = started();
    server.troubles.push('lost answer', new Offline(), new Offline());
    ['one', 'two', 'three'].forEach((text) => outbox.add(12, text, 0));
    await settle();
    expect(outbox.all()).toHaveLength(3);
    expect(outbox.isHeldUp()).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.texts).toEqual(['one', 'two', 'three']);
    expect(outbox.all()).toEqual([]);
    expect(outbox.isHeldUp()).toBe(false);
  });

  it('does not wait any longer when the browser says it is online', async () => {
    const outbox = started();
    server.troubles.push(new Offline());
    outbox.add(12, 'hello', 0);
    await settle();
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(server.texts).toEqual(['hello']);
  });

  it('survives a reload', async () => {
    server.troubles.push(new Offline());
    open().add(12, 'hello', 0);
    await settle();
    expect(open().all()).toMatchObject([{ text: 'hello' }]);
    started();
    await settle();
    expect(server.texts).toEqual(['hello']);
  });

  it('belongs to one account', () => {
    server.troubles.push(new Offline());
    open(5).add(12, 'hello', 0);
    expect(open(6).all()).toEqual([]);
  });

  it('sends from one tab at a time', async () => {
    const [one, other] = [open(), open()];
    one.add(12, 'hello', 0);
    other.flush();
    await settle();
    expect(server.attempts).toEqual(['hello']);
  });

  it.each([500, 503, 429, 409, 401])('tries again after %s', async (status) => {
    const outbox = started();
    server.troubles.push(new Failure(status, 'Later.', 'x'));
    outbox.add(12, 'hello', 0);
    await settle();
    expect(outbox.all()).toHaveLength(1);
    expect(outbox.all()[0]!.failure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.texts).toEqual(['hello']);
  });

  it('goes on without what is refused, which waits for a decision', async () => {
    const outbox = open();
    server.troubles.push(new Failure(403, 'Not here.', 'x'));
    outbox.add(12, 'refused', 0);
    outbox.add(12, 'fine', 0);
    await settle();
    expect(server.texts).toEqual(['fine']);
    expect(outbox.all()).toMatchObject([{ text: 'refused', failure: 'Not here.' }]);

    const { key } = outbox.all()[0]!;
    outbox.retry(key);
    await settle();
    expect(server.texts).toEqual(['fine', 'refused']);
    expect(server.written.at(-1)!.key).not.toBe(key);
    expect(outbox.all()).toEqual([]);
  });

  it('forgets what is discarded', async () => {
    const outbox = open();
    server.troubles.push(new Failure(400, 'No.', 'x'));
    outbox.add(12, 'hello', 0);
    await settle();
    outbox.discard(outbox.all()[0]!.key);
    expect(outbox.all()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('does not take the next one with the same words for the one that was sent', async () => {
    const outbox = open();
    const seen: number[][] = [];
    outbox.subscribe(() => seen.push(outbox.all().map(({ after }) => after)));
    outbox.add(12, 'ok', 7);
    outbox.add(12, 'ok', 7);
    await settle();
    expect(server.texts).toEqual(['ok', 'ok']);
    expect(seen).toContainEqual([100]);
    expect(outbox.all()).toEqual([]);
  });

  it('leaves to people what the server may not remember any more', async () => {
    const outbox = open();
    server.troubles.push(new Offline());
    outbox.add(12, 'hello', 0);
    await settle();
    vi.setSystemTime(Date.now() + 21 * 3_600_000);
    outbox.flush();
    await settle();
    expect(outbox.all()).toMatchObject([{ failure: '' }]);
    outbox.retry(outbox.all()[0]!.key);
    await settle();
    expect(server.texts).toEqual(['hello']);
  });

  it('keeps files in memory, warns before they are lost, and sends them with their words', async () => {
    const outbox = started();
    server.troubles.push(new Offline());
    outbox.add(12, 'look', 0, new File(['x'], 'a.png'));
    await settle();
    expect(outbox.all()).toMatchObject([{ text: 'look', progress: 0 }]);
    expect(localStorage).toHaveLength(0);
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.texts).toEqual(['look']);
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true);
  });

  it('gives up a file that is on its way, and sends the next', async () => {
    let signal: AbortSignal | undefined;
    const outbox = new Outbox(
      5,
      (unsent, _, given) => {
        if (unsent.text !== 'large') {
          return server.deliver(unsent);
        }
        signal = given;
        return new Promise((__, reject) => given.addEventListener('abort', () => reject(given.reason as Error)));
      },
      sent,
      String,
    );
    outbox.add(12, 'large', 0, new File(['x'], 'a.zip'));
    outbox.add(12, 'small', 0, new File(['x'], 'b.png'));
    await settle();
    outbox.discard(outbox.all()[0]!.key);
    await settle();
    expect(signal?.aborted).toBe(true);
    expect(server.texts).toEqual(['small']);
    expect(outbox.all()).toEqual([]);
    expect(outbox.isHeldUp()).toBe(false);
  });
});
