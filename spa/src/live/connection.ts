import { createEventSource, type EventSourceClient, type FetchLike } from 'eventsource-client';
import { send, standardHeaders } from '../api/client';
import type { Frame } from './frames';

/** How long nothing at all may come (the server says something every 15 s), in milliseconds. */
const SILENCE = 40_000;

export type Listener = {
  onFrame: (frame: Frame) => void;
  /** The server is still there, every 15 s. */
  onHeartbeat: () => void;
  /** It is connected, and what happens from now on will be told. `gap`: what happened before was not; read everything of these topics. */
  onReady: (topics: string[], gap: string[]) => void;
  /** Frames of these topics are missing: read them again. */
  onResync: (topics: string[]) => void;
  onLost: () => void;
  /** These topics are not the reader's any more. */
  onForbidden: (topics: string[]) => void;
};

/**
 * The one connection of a browser to the stream. It connects again by itself, and goes on where it was; a change of topics is a new
 * connection from the same place.
 */
export class Connection {
  private source: EventSourceClient | null = null;
  /** What an earlier attempt still has to say does not count. */
  private attempts = 0;
  private topics: string[] = [];
  private cursor = '';
  private known = new Set<string>();
  private watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: Listener) {}

  /** From now on these topics. */
  watch(topics: string[]) {
    const sorted = [...new Set(topics)].sort();
    if (sorted.join() === this.topics.join() && this.source) {
      return;
    }
    this.topics = sorted;
    this.open();
  }

  close() {
    this.source?.close();
    this.source = null;
    this.attempts++;
    this.cursor = '';
    this.known.clear();
    clearTimeout(this.watchdog);
  }

  /** At once, as when the network has come back. */
  reconnect() {
    if (this.source) {
      this.open();
    }
  }

  private open() {
    this.source?.close();
    const attempt = ++this.attempts;
    this.source = createEventSource({
      url: `${location.origin}/api/v1/stream/?topics=${this.topics.join(',')}`,
      fetch: ((url, init) => this.fetch(url, init as RequestInit, attempt)) as FetchLike,
      initialLastEventId: this.cursor || undefined,
      onMessage: ({ id, event, data }) => {
        if (attempt !== this.attempts) {
          return;
        }
        this.stillThere();
        if (id) {
          this.cursor = id;
        }
        this.hear(event ?? 'message', JSON.parse(data));
      },
      onScheduleReconnect: () => attempt === this.attempts && this.listener.onLost(),
    });
    this.stillThere();
  }

  private hear(event: string, data: Frame & { topics?: unknown; reason?: string }) {
    switch (event) {
      case 'ready': {
        const gap = this.topics.filter((topic) => !this.known.has(topic));
        this.known = new Set(this.topics);
        this.listener.onReady(this.topics, gap);
        break;
      }
      case 'heartbeat':
        this.listener.onHeartbeat();
        break;
      case 'resync':
        this.listener.onResync(data.topics as string[]);
        break;
      case 'bye':
        if (data.reason === 'forbidden') {
          this.giveUp(data.topics as string[]);
        }
        break;
      default:
        this.listener.onFrame(data);
    }
  }

  /** Goes on without these. */
  private giveUp(topics: string[]) {
    this.topics = this.topics.filter((topic) => !topics.includes(topic));
    this.listener.onForbidden(topics);
    this.open();
  }

  /** Each time with the token of that time. A refusal is about one of the topics, most likely one that is new. */
  private async fetch(url: string | URL, init: RequestInit, attempt: number): Promise<Response> {
    const response = await authorized(url, init);
    if ([400, 403, 404].includes(response.status) && attempt === this.attempts) {
      const others = this.topics.filter((topic) => topic !== 'user');
      const added = others.filter((topic) => !this.known.has(topic));
      if (others.length) {
        this.giveUp(added.length ? added : others);
      }
    }
    if (!response.ok) {
      throw new Error(`No stream: ${response.status}`);
    }
    return response;
  }

  private stillThere() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.listener.onLost();
      this.open();
    }, SILENCE);
  }
}

async function authorized(url: string | URL, init: RequestInit): Promise<Response> {
  const headers = { ...(await standardHeaders()), ...(init.headers as Record<string, string>), Accept: 'text/event-stream' };
  return send(new Request(url, { ...init, headers, cache: 'no-store' }));
}
