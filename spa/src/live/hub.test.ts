import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeLocks } from '../test/locks';
import { FakeStreams } from '../test/stream';
import type { Frame } from './frames';
import { Hub } from './hub';

const ACCOUNT = 5;
let streams: FakeStreams;
let stops: (() => void)[];

beforeEach(() => {
  streams = new FakeStreams();
  stops = [];
  vi.stubGlobal('fetch', streams.fetch);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  stops.forEach((stop) => stop());
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'locks');
});

/** A hub of its own, as each tab has one. */
function tab(account = ACCOUNT) {
  const frames: Frame[] = [];
  const missed: string[][] = [];
  const hub = new Hub({ onFrame: (frame) => frames.push(frame), onMissed: (topics) => missed.push(topics) });
  const stop = hub.start(account);
  stops.push(stop);
  return { hub, frames, missed, close: () => (stops.splice(stops.indexOf(stop), 1), stop()) };
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 2000, interval: 5 });
const connections = (count: number) => eventually(() => expect(streams.opened).toHaveLength(count));

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 30));

async function leading() {
  const first = tab();
  await connections(1);
  streams.latest.ready();
  await eventually(() => expect(first.hub.state).toBe('live'));
  return first;
}

async function following() {
  const second = tab();
  await eventually(() => expect(second.hub.state).toBe('live'));
  return second;
}

describe('one tab', () => {
  it('watches what is its own, and reads it when the stream is ready', async () => {
    const { missed } = await leading();
    expect(streams.latest.topics).toEqual(['user']);
    expect(missed).toEqual([['user']]);
  });

  it('watches what a page wants from where it was, and reads only that', async () => {
    const { hub, missed } = await leading();
    const enough = hub.want(['appointment:12']);
    await connections(2);
    expect(streams.latest.topics).toEqual(['appointment:12', 'user']);
    expect(streams.latest.cursor).toBe('c1');
    streams.latest.ready('c3');
    await eventually(() => expect(missed.at(-1)).toEqual(['appointment:12']));

    enough();
    await connections(3);
    expect(streams.latest.topics).toEqual(['user']);
    expect(streams.open).toHaveLength(1);
  });

  it('hands on frames, and says which are missing', async () => {
    const { frames, missed, hub } = await leading();
    const heard = vi.fn();
    hub.listen(heard);
    streams.latest.frame('user:5', 'me.updated', null);
    streams.latest.say('resync', { topics: ['user'], reason: 'failed' }, 'c3');
    await eventually(() => expect(missed).toHaveLength(2));
    expect(frames).toMatchObject([{ type: 'me.updated' }]);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('goes on without a topic that is refused, and tries it again for whoever comes back to it', async () => {
    const { hub } = await leading();
    streams.refused.set('appointment:9', 403);
    const enough = hub.want(['appointment:9']);
    await connections(2);
    expect(streams.latest.topics).toEqual(['user']);
    hub.want(['appointment:12']);
    await connections(3);
    expect(streams.latest.topics).toEqual(['appointment:12', 'user']);

    enough();
    streams.refused.clear();
    await aMoment();
    hub.want(['appointment:9']);
    await connections(4);
    expect(streams.latest.topics).toEqual(['appointment:12', 'appointment:9', 'user']);
  });

  it('goes on without a topic that is not its own any more', async () => {
    const { hub, missed } = await leading();
    hub.want(['appointment:12']);
    await connections(2);
    streams.latest.ready();
    streams.latest.say('bye', { reason: 'forbidden', topics: ['appointment:12'] });
    await connections(3);
    expect(streams.latest.topics).toEqual(['user']);
    await eventually(() => expect(missed.at(-1)).toEqual(['appointment:12']));
  });
});

describe('two tabs', () => {
  it('have one connection, and both hear', async () => {
    const first = await leading();
    const second = await following();
    expect(second.missed).toEqual([['user']]);
    streams.latest.frame('user:5', 'me.updated', null);
    await eventually(() => expect(second.frames).toHaveLength(1));
    expect(first.frames).toHaveLength(1);
    expect(streams.opened).toHaveLength(1);
  });

  it('watch what either of them wants', async () => {
    await leading();
    const second = await following();
    second.hub.want(['appointment:12']);
    await connections(2);
    expect(streams.latest.topics).toEqual(['appointment:12', 'user']);
    streams.latest.ready();
    await eventually(() => expect(second.missed.flat()).toContain('appointment:12'));

    second.close();
    await connections(3);
    expect(streams.latest.topics).toEqual(['user']);
  });

  it('hear of a break together', async () => {
    const first = await leading();
    const second = await following();
    streams.latest.say('resync', { topics: ['user'], reason: 'expired_cursor' });
    await eventually(() => expect(second.missed).toHaveLength(2));
    expect(first.missed).toHaveLength(2);
  });

  it('change places when the one that leads is closed', async () => {
    const first = await leading();
    const second = await following();
    second.hub.want(['appointment:12']);
    await connections(2);
    first.close();
    await connections(3);
    expect(streams.latest.topics).toEqual(['appointment:12', 'user']);
    expect(streams.open).toHaveLength(1);
    streams.latest.ready();
    await eventually(() => expect(second.missed.at(-1)).toEqual(['appointment:12', 'user']));
    streams.latest.frame('user:5', 'me.updated', null);
    await eventually(() => expect(second.frames).toHaveLength(1));
  });

  it('of different people have nothing in common', async () => {
    const first = await leading();
    const other = tab(6);
    await connections(2);
    streams.latest.ready();
    streams.latest.frame('user:6', 'me.updated', null);
    await eventually(() => expect(other.frames).toHaveLength(1));
    expect(first.frames).toHaveLength(0);
  });

  it('hear everything once where there are no locks', async () => {
    Reflect.deleteProperty(navigator, 'locks');
    const [first, second] = [tab(), tab()];
    await connections(2);
    streams.opened.forEach((stream) => {
      stream.ready();
      stream.frame('user:5', 'me.updated', null);
    });
    await eventually(() => expect([first.frames.length, second.frames.length]).toEqual([1, 1]));
    await aMoment();
    expect([first.frames.length, second.frames.length]).toEqual([1, 1]);
  });
});

describe('a tab that leads and is frozen', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  /** Timers are the test's, messages between tabs are not. */
  const aWhile = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  async function until(check: () => boolean) {
    for (let turns = 0; !check() && turns < 500; turns++) {
      await vi.advanceTimersByTimeAsync(1);
      await aWhile();
    }
    expect(check()).toBe(true);
  }

  async function both() {
    const first = tab();
    await until(() => streams.opened.length === 1);
    streams.latest.ready();
    await until(() => first.hub.state === 'live');
    const second = tab();
    await until(() => second.hub.state === 'live');
    return { first, second };
  }

  it('is left alone while it says that the server is there', async () => {
    await both();
    for (let times = 0; times < 5; times++) {
      await vi.advanceTimersByTimeAsync(15_000);
      streams.latest.say('heartbeat', { topics: {} });
      await aWhile();
      await aWhile();
    }
    expect(streams.opened).toHaveLength(1);
  });

  it('loses its place to one that is looked at, and follows it', async () => {
    const { first, second } = await both();
    // It does not hear how the time goes by, so its connection does not try again.
    const watchdog = vi.spyOn(first.hub as unknown as { say: () => void }, 'say').mockImplementation(() => undefined);
    await vi.advanceTimersByTimeAsync(51_000);
    watchdog.mockRestore();
    await until(() => streams.open.length === 1);
    // The other one begins from nothing.
    expect(streams.latest.cursor).toBeNull();
    streams.latest.ready();
    await until(() => first.hub.state === 'live' && second.hub.state === 'live');
    streams.latest.frame('user:5', 'me.updated', null);
    await until(() => second.frames.length === 1 && first.frames.length === 1);
    expect(first.missed.length).toBeGreaterThan(1);
  });
});
