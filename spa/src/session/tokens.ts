import { failureOf, Offline } from '../api/failure';
import { alone } from './alone';

/**
 * The access token, shared by all tabs of a browser. It is kept in memory alone; a new one is got by the httpOnly refresh cookie, by one
 * tab at a time.
 */
type Said = { type: 'token'; access: string } | { type: 'signed-out' };

/** How long before it expires a token is not used any more, in milliseconds. */
const MARGIN = 30_000;
const LOCK = 'guildhall.refresh';
const HINT = 'guildhall.signed-in';

const channel = new BroadcastChannel('guildhall.session');
const listeners = new Set<() => void>();
let access: string | null = null;
let refreshing: Promise<string | null> | null = null;

channel.onmessage = ({ data }: MessageEvent<Said>) => {
  if (data.type === 'token') {
    access = data.access;
  } else {
    access = null;
    listeners.forEach((listener) => listener());
  }
};

/** A token that is good for a while, or null for somebody who is not signed in. */
export async function accessToken(): Promise<string | null> {
  if (access === null && !wasSignedIn()) {
    return null;
  }
  return isGood(access) ? access : renewAccess(access);
}

/** Tells all tabs who is signed in. */
export function signedIn(token: string) {
  access = token;
  localStorage.setItem(HINT, '1');
  channel.postMessage({ type: 'token', access: token } satisfies Said);
}

/** Tells all tabs that nobody is. */
export function signedOut() {
  access = null;
  localStorage.removeItem(HINT);
  channel.postMessage({ type: 'signed-out' } satisfies Said);
  listeners.forEach((listener) => listener());
}

/** @returns what stops it */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * A token other than this one, which was refused or will expire soon: from another tab if it was faster, else by the cookie. Null, and
 * everybody is signed out, when the session has ended.
 */
export function renewAccess(refused: string | null): Promise<string | null> {
  // Should two tabs refresh at once, the server gives both the same successor.
  refreshing ??= alone(LOCK, () => refresh(refused)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refresh(refused: string | null): Promise<string | null> {
  if (access !== refused && isGood(access)) {
    return access;
  }
  const response = await fetch('/api/v1/auth/refresh/', { method: 'POST', credentials: 'same-origin' }).catch(() => {
    throw new Offline();
  });
  if (response.ok) {
    const body = (await response.json()) as { access: string };
    signedIn(body.access);
    return body.access;
  }
  if (response.status >= 500 || response.status === 429) {
    throw failureOf(response, await response.json().catch(() => undefined));
  }
  signedOut();
  return null;
}

function isGood(token: string | null): token is string {
  return token !== null && expiry(token) - Date.now() > MARGIN;
}

/** Whether there may be a cookie, which no script can see: whoever has never signed in here is not asked for one. */
export function wasSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

/** When a token expires, in milliseconds; 0 when it does not say. */
export function expiry(token: string): number {
  try {
    const claims = JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number };
    return (claims.exp ?? 0) * 1000;
  } catch {
    return 0;
  }
}
