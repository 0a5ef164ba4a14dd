import createClient, { type Middleware } from 'openapi-fetch';
import i18n from 'i18next';
import { accessToken, renewAccess } from '../session/tokens';
import type { components, paths } from './schema';
import { failureOf, Offline } from './failure';

export type Schemas = components['schemas'];

/** What a request that is made for somebody says of them. */
export async function standardHeaders(): Promise<Record<string, string>> {
  const token = await accessToken();
  return {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': i18n.language,
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}

/** Requests whose token was refused are sent once more with a new one. */
export async function send(request: Request): Promise<Response> {
  const again = request.clone();
  let response = await reach(request);
  if (response.status === 401 && request.headers.has('Authorization')) {
    const token = await renewAccess(bearerOf(request.headers.get('Authorization')!));
    if (token) {
      again.headers.set('Authorization', `Bearer ${token}`);
      response = await reach(again);
    }
  }
  return response;
}

function bearerOf(header: string): string {
  return header.slice('Bearer '.length);
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    throw request.signal.aborted ? failure : new Offline();
  }
}

const middleware: Middleware = {
  async onRequest({ request }) {
    Object.entries(await standardHeaders()).forEach(([name, value]) => request.headers.set(name, value));
    return request;
  },
};

/** The API, typed by its description. Prefer {@link ask} around its calls: it throws what went wrong. */
export const api = createClient<paths>({ baseUrl: '/api/v1', fetch: send });
api.use(middleware);

type Outcome<T> = { data?: T; error?: unknown; response: Response };

/** The body of an answer; anything but a success is thrown as a {@link Failure}. */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw failureOf(response, error);
  }
  return data as T;
}

/** As {@link ask}, where the answer could be a file as well, had one asked for it (`format=csv`). */
export async function askJson<T>(call: Promise<Outcome<T | string>>): Promise<T> {
  return (await ask(call)) as T;
}

/** As {@link ask}, for a write that could be rehearsed as well (`dry_run`) and is done. */
export async function askDone<T>(call: Promise<Outcome<T>>): Promise<Exclude<T, { dry_run: true }>> {
  return (await ask(call)) as Exclude<T, { dry_run: true }>;
}

/** A page of a list, and what to send to get the next one. */
export type Page<T> = { items: T[]; next?: string; total?: number };

/** As {@link ask}, for a list that is read page by page (with `limit`, and `cursor` for all pages but the first). */
export async function askPage<T>(call: Promise<Outcome<T[]>>): Promise<Page<T>> {
  const outcome = await call;
  const items = await ask(Promise.resolve(outcome));
  const total = outcome.response.headers.get('X-Total-Count');
  return { items, next: nextCursor(outcome.response.headers.get('Link')), total: total === null ? undefined : Number(total) };
}

/** @param link the header by RFC 8288 */
export function nextCursor(link: string | null): string | undefined {
  const next = link?.split(/,\s*(?=<)/).find((part) => /;\s*rel="?next"?/.test(part));
  const address = next?.match(/<([^>]*)>/)?.[1];
  return address ? (new URL(address, 'http://here').searchParams.get('cursor') ?? undefined) : undefined;
}

/**
 * A name nothing else has, as for something that is to be done once, however often it is sent (`Idempotency-Key`). Browsers have `randomUUID` only where the
 * address is secure, and a shop in a local network has a plain one.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

type Upload = {
  /** From 0 to 1. */
  progress?: (share: number) => void;
  /** What is sent again under it is done once; without it nothing is sent again. */
  key?: string;
  /** Gives it up. */
  signal?: AbortSignal;
};

/** How long an upload may stand still, in milliseconds: some networks lose a connection and tell nobody. */
const STANDSTILL = 30_000;
const ATTEMPTS = 3;

/**
 * Sends a form with files and says how far it is; `fetch` cannot. One that stands still is begun again.
 *
 * @param path below `/api/v1`
 */
export async function upload<T>(path: string, form: FormData, how: Upload = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await uploadOnce<T>(path, form, how);
    } catch (failure) {
      if (!(failure instanceof Standstill) || !how.key || attempt === ATTEMPTS) {
        throw failure;
      }
      how.progress?.(0);
    }
  }
}

class Standstill extends Offline {}

async function uploadOnce<T>(path: string, form: FormData, how: Upload): Promise<T> {
  const headers = await standardHeaders();
  const first = await post(path, form, headers, how);
  if (first.status !== 401 || !headers.Authorization) {
    return bodyOf(first);
  }
  await renewAccess(bearerOf(headers.Authorization));
  return bodyOf(await post(path, form, await standardHeaders(), how));
}

function post(path: string, form: FormData, headers: Record<string, string>, { progress, key, signal }: Upload): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    let watchdog: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        reject(new Standstill());
        request.abort();
      }, STANDSTILL);
    };
    request.open('POST', `/api/v1${path}`);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (key) {
      request.setRequestHeader('Idempotency-Key', key);
    }
    request.upload.onprogress = (event) => {
      moved();
      if (event.lengthComputable) {
        progress?.(event.loaded / event.total);
      }
    };
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Offline());
    request.onabort = () => reject(new DOMException('Given up', 'AbortError'));
    request.onloadend = () => clearTimeout(watchdog);
    signal?.addEventListener('abort', () => request.abort());
    moved();
    request.send(form);
  });
}

function bodyOf<T>(request: XMLHttpRequest): T {
  let body: unknown;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    body = undefined;
  }
  if (request.status >= 200 && request.status < 300) {
    return body as T;
  }
  throw failureOf({ status: request.status, headers: { get: (name) => request.getResponseHeader(name) } }, body);
}
