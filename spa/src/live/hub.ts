import { newKey } from '../api/client';
import { Connection } from './connection';
import type { Frame, LiveState } from './frames';

type Callbacks = {
  onFrame: (frame: Frame) => void;
  /** What has happened in these topics was not told; it is to be read. */
  onMissed: (topics: string[]) => void;
};

/** What tabs tell each other. */
type Said =
  | { type: 'want'; tab: string; topics: string[] }
  | { type: 'who' }
  | { type: 'heartbeat' }
  | { type: 'frame'; frame: Frame }
  | { type: 'missed'; topics: string[] }
  | { type: 'state'; state: LiveState; topics: string[] };

const OWN = ['user'];

/** How long a tab that leads may say nothing, in milliseconds: longer than it needs to notice that the server says nothing. */
const SILENCE = 45_000;
/** So that not all tabs lose patience at once. */
const SPREAD = 5_000;

/**
 * One tab leads: it has the connection and tells the others. Leading is a Web Lock, so another tab takes over the moment this one is gone, however it goes;
 * that tab reads everything again that is shown. One that is frozen keeps its lock and says nothing any more: a tab that is looked at takes the lock from it.
 * Where there are no locks (a plain http address) every tab has its own connection.
 */
export class Hub {
  state: LiveState = 'quiet';

  private readonly tab = newKey();
  private readonly wishes = new Map<string, string[]>();
  private readonly own: string[][] = [];
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(frame: Frame) => void>();
  private channel: BroadcastChannel | null = null;
  private connection: Connection | null = null;
  private lock = '';
  /** Ends when this tab does not lead, or wait for leading, any more. */
  private turn = new AbortController();
  private silence: ReturnType<typeof setTimeout> | undefined;
  /** What the reader may not watch; asking for it again would cost everything else as well. */
  private readonly refused = new Set<string>();
  /** What the leader is known to watch, so that something else has to be waited for. */
  private covered = new Set<string>();

  constructor(private readonly callbacks: Callbacks) {}

  /** @returns what stops it */
  start(account: number): () => void {
    const stop = new AbortController();
    this.lock = `guildhall.live.${account}`;
    const channel = new BroadcastChannel(this.lock);
    this.channel = channel;
    this.changeState('connecting');
    channel.onmessage = ({ data }: MessageEvent<Said>) => this.hear(data);
    if (navigator.locks) {
      // Held as long as this tab lives, so that a leader knows whose wishes still count; those of a tab it does not find yet are forgotten.
      void this.hold(`guildhall.tab.${this.tab}`, stop.signal, () => this.say({ type: 'want', tab: this.tab, topics: this.wanted() }));
      void this.compete();
      this.waitForWord();
    } else {
      this.lead();
    }
    const online = () => this.connection?.reconnect();
    const shown = () => document.visibilityState === 'visible' && this.waitForWord();
    window.addEventListener('online', online);
    document.addEventListener('visibilitychange', shown);
    return () => {
      window.removeEventListener('online', online);
      document.removeEventListener('visibilitychange', shown);
      clearTimeout(this.silence);
      this.say({ type: 'want', tab: this.tab, topics: [] });
      stop.abort();
      this.turn.abort();
      this.connection?.close();
      this.connection = null;
      channel.close();
      this.channel = null;
      this.covered.clear();
      this.wishes.clear();
      this.refused.clear();
      this.changeState('quiet');
    };
  }

  /** @returns what takes the wish back */
  want(topics: string[]): () => void {
    this.own.push(topics);
    this.wishesChanged();
    return () => {
      this.own.splice(this.own.indexOf(topics), 1);
      this.wishesChanged();
    };
  }

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  listen(listener: (frame: Frame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async hold(name: string, signal: AbortSignal, then: () => void) {
    try {
      await navigator.locks.request(name, { signal }, () => {
        then();
        return new Promise<void>((release) => signal.addEventListener('abort', () => release()));
      });
    } catch (failure) {
      if (!signal.aborted) {
        throw failure;
      }
    }
  }

  /** Leads once it is this tab's turn, or at once where it takes the lock from another; waits for its next turn when it is taken from itself. */
  private async compete(isStealing = false) {
    this.turn.abort();
    const { signal } = (this.turn = new AbortController());
    try {
      await navigator.locks.request(this.lock, isStealing ? { steal: true } : { signal }, () => {
        if (signal.aborted) {
          return;
        }
        this.lead();
        return new Promise<void>((release) => signal.addEventListener('abort', () => release()));
      });
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      if (!(failure instanceof DOMException && failure.name === 'AbortError')) {
        throw failure;
      }
      this.follow();
      void this.compete();
    }
  }

  /** What it has not heard meanwhile it reads when the one that leads now says what it watches. */
  private follow() {
    this.connection?.close();
    this.connection = null;
    this.covered.clear();
    this.changeState('connecting');
    this.waitForWord();
    this.say({ type: 'want', tab: this.tab, topics: this.wanted() });
  }

  private waitForWord() {
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => {
        if (navigator.locks && !this.connection && document.visibilityState === 'visible') {
          void this.compete(true);
        }
      },
      SILENCE + Math.random() * SPREAD,
    );
  }

  private lead() {
    this.connection = new Connection({
      onHeartbeat: () => this.say({ type: 'heartbeat' }),
      onFrame: (frame) => {
        this.say({ type: 'frame', frame });
        this.take(frame);
      },
      onReady: (topics, gap) => {
        this.covered = new Set(topics);
        this.missed(gap);
        this.changeState('live');
        this.say({ type: 'state', state: 'live', topics });
      },
      onResync: (topics) => this.missed(topics),
      onForbidden: (topics) => {
        topics.forEach((topic) => this.refused.add(topic));
        this.missed(topics);
      },
      onLost: () => {
        this.changeState('reconnecting');
        this.say({ type: 'state', state: 'reconnecting', topics: [...this.covered] });
      },
    });
    this.say({ type: 'who' });
    this.watch();
  }

  private hear(said: Said) {
    if (this.connection && said.type !== 'want') {
      // It hears for itself; where there are no locks the others do as well.
      return;
    }
    if (said.type !== 'want') {
      this.waitForWord();
    }
    switch (said.type) {
      case 'want':
        this.wishes.set(said.tab, said.topics);
        this.watch();
        if (this.connection && this.state === 'live') {
          this.say({ type: 'state', state: this.state, topics: [...this.covered] });
        }
        break;
      case 'who':
        this.say({ type: 'want', tab: this.tab, topics: this.wanted() });
        break;
      case 'heartbeat':
        break;
      case 'frame':
        this.take(said.frame);
        break;
      case 'missed':
        this.callbacks.onMissed(said.topics);
        break;
      case 'state': {
        const added = said.topics.filter((topic) => !this.covered.has(topic));
        this.covered = new Set(said.topics);
        if (said.state === 'live' && added.length) {
          this.callbacks.onMissed(added);
        }
        this.changeState(said.state);
        break;
      }
    }
  }

  private take(frame: Frame) {
    this.callbacks.onFrame(frame);
    this.listeners.forEach((listener) => listener(frame));
  }

  private missed(topics: string[]) {
    if (topics.length) {
      this.callbacks.onMissed(topics);
      this.say({ type: 'missed', topics });
    }
  }

  private wishesChanged() {
    this.say({ type: 'want', tab: this.tab, topics: this.wanted() });
    this.watch();
  }

  private wanted(): string[] {
    return [...OWN, ...this.own.flat()];
  }

  /** What anybody wants, of those who are still there. */
  private watch() {
    const connection = this.connection;
    if (!connection) {
      return;
    }
    void this.forgetTheGone().then(() => {
      const wanted = new Set([...this.wanted(), ...[...this.wishes.values()].flat()]);
      // Who comes back to it later may try again.
      this.refused.forEach((topic) => !wanted.has(topic) && this.refused.delete(topic));
      if (connection === this.connection) {
        connection.watch([...wanted].filter((topic) => !this.refused.has(topic)));
      }
    });
  }

  private async forgetTheGone() {
    const held = navigator.locks ? ((await navigator.locks.query()).held ?? []) : [];
    const alive = new Set(held.map((lock) => lock.name));
    for (const tab of this.wishes.keys()) {
      if (!alive.has(`guildhall.tab.${tab}`)) {
        this.wishes.delete(tab);
      }
    }
  }

  private say(said: Said) {
    this.channel?.postMessage(said);
  }

  private changeState(state: LiveState) {
    if (state !== this.state) {
      this.state = state;
      this.watchers.forEach((watcher) => watcher());
    }
  }
}
