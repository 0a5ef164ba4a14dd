import { createEventSource, type EventSourceClient, type FetchLike } from 'eventsource-client';
import { send, standardHeaders } from '../api/client';
import type { Frame } from './frames';

/** How long nothing at all may come (the server says something every 15 s), in milliseconds. */
const SILENCE = 40_000;

export type Listener = {
  onFrame: (frame: Frame) => void;
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
    const source = createEventSource({
      url: `${location.origin}/api/v1/stream/?topics=${this.topics.join(',')}`,
      fetch: authorized as FetchLike,
      initialLastEventId: this.cursor || undefined,
      onMessage: ({ id, event, data }) => {
        if (source !== this.source) {
          return;
        }
        this.stillThere();
        if (id) {
          this.cursor = id;
        }
        this.hear(event ?? 'message', JSON.parse(data));
      },
      onScheduleReconnect: () => source === this.source && this.listener.onLost(),
    });
    this.source = source;
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
        break;
      case 'resync':
        this.listener.onResync(data.topics as string[]);
        break;
      case 'bye':
        if (data.reason === 'forbidden') {
          const gone = data.topics as string[];
          this.topics = this.topics.filter((topic) => !gone.includes(topic));
          this.listener.onForbidden(gone);
          this.open();
        }
        break;
      default:
        this.listener.onFrame(data);
    }
  }

  private stillThere() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.listener.onLost();
      this.open();
    }, SILENCE);
  }
}

/** Each connection with the token of its time; what is no stream is a failure, after which the next attempt comes. */
async function authorized(url: string | URL, init: RequestInit): Promise<Response> {
  const headers = { ...(await standardHeaders()), ...(init.headers as Record<string, string>), Accept: 'text/event-stream' };
  const response = await send(new Request(url, { ...init, headers, cache: 'no-store' }));
  if (!response.ok) {
    throw new Error(`No stream: ${response.status}`);
  }
  return response;
}
