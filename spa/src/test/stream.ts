/** The stream as a server would send it, one for each connection. */
export class FakeStreams {
  readonly opened: FakeStream[] = [];
  /** Topics whose stream is refused, with this status. */
  readonly refused = new Map<string, number>();

  readonly fetch = async (request: Request): Promise<Response> => {
    const topics = new URL(request.url).searchParams.get('topics')!.split(',');
    const status = topics.map((topic) => this.refused.get(topic)).find(Boolean);
    if (status) {
      return new Response('{}', { status });
    }
    const stream = new FakeStream(topics, request.headers.get('Last-Event-ID'));
    request.signal.addEventListener('abort', () => stream.abandon());
    this.opened.push(stream);
    return new Response(stream.body, { headers: { 'Content-Type': 'text/event-stream' } });
  };

  get latest(): FakeStream {
    return this.opened.at(-1)!;
  }

  get open(): FakeStream[] {
    return this.opened.filter((stream) => !stream.isAbandoned);
  }
}

class FakeStream {
  isAbandoned = false;
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.controller = controller), cancel: () => void (this.isAbandoned = true) });

  constructor(
    readonly topics: string[],
    readonly cursor: string | null,
  ) {}

  say(event: string, data: unknown, id?: string) {
    this.controller.enqueue(new TextEncoder().encode(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  ready(id = 'c1') {
    this.say('ready', { topics: {} }, id);
  }

  frame(topic: string, type: string, payload: unknown, id = 'c2') {
    this.say(type, { topic, type, payload, seq: 1, occurred_at: '' }, id);
  }

  abandon() {
    this.isAbandoned = true;
  }
}
