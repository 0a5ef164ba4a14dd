import { vi } from 'vitest';

/** A server of which only what a test is about is there. */
export class FakeNetwork {
  readonly requests: { method: string; path: string; body: unknown; key: string | null; tag: string | null }[] = [];
  private readonly answers = new Map<string, () => Response>();

  constructor() {
    vi.stubGlobal('fetch', this.fetch);
  }

  /** @param what method and path below `/api/v1`, as in `GET /me/` */
  on(what: string, status: number, body: unknown, headers: Record<string, string> = {}) {
    this.answers.set(what, () => new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } }));
    return this;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    const answer = this.answers.get(`${request.method} ${path}`);
    if (!answer) {
      // Such as the stream: nobody answers.
      return new Promise(() => undefined);
    }
    const text = await request.text();
    this.requests.push({ method: request.method, path, body: text ? (JSON.parse(text) as unknown) : null, key: request.headers.get('Idempotency-Key'), tag: request.headers.get('If-Match') });
    return answer();
  };
}
