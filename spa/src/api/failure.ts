/** Something inside of a value that is wrong, by its place (RFC 6901). */
export type Pointed = { pointer: string; message: string };

/** What the server has refused, in words for people. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    /** In the language of the reader. */
    readonly detail: string,
    /** Stays the same over releases; `unknown` when the server has not said. */
    readonly code: string,
    /** What is wrong, by field. */
    readonly fields: Record<string, string> = {},
    readonly problems: Pointed[] = [],
    /** Seconds after which it may be tried again. */
    readonly retryAfter?: number,
    /** Of the request, for those who look into logs. */
    readonly requestId?: string,
    /** What the server has sent; after 412 the thing as it is now. */
    readonly body?: unknown,
  ) {
    super(detail);
    this.name = 'Failure';
  }
}

/** Nobody answered. */
export class Offline extends Error {
  constructor() {
    super('offline');
    this.name = 'Offline';
  }
}

type Head = { status: number; headers: { get(name: string): string | null } };

/** Reads problem details (RFC 9457) as well as the plain shapes of the API. */
export function failureOf(response: Head, body: unknown): Failure {
  const problem = isObject(body) ? body : {};
  // A plain shape may have a field that is called like a member of a problem: its messages are a list.
  const isProblem = typeof problem.status === 'number' || typeof problem.detail === 'string';
  const errors = isObject(problem.errors) ? problem.errors : isProblem ? {} : problem;
  const fields = Object.fromEntries(
    Object.entries(errors)
      .filter(([name]) => name !== 'problems')
      .map(([name, messages]) => [name, words(messages)]),
  );
  const detail = typeof problem.detail === 'string' ? problem.detail : Object.values(fields).join(' ');
  const wait = Number(response.headers.get('Retry-After'));
  return new Failure(
    response.status,
    detail,
    typeof problem.code === 'string' ? problem.code : 'unknown',
    fields,
    Array.isArray(problem.problems) ? (problem.problems as Pointed[]) : [],
    wait > 0 ? wait : undefined,
    response.headers.get('X-Request-Id') ?? undefined,
    body,
  );
}

function words(messages: unknown): string {
  if (Array.isArray(messages)) {
    return messages.map(words).join(' ');
  }
  return isObject(messages) ? Object.values(messages).map(words).join(' ') : String(messages);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
