import { failureOf, Offline } from '../api/failure';
import { alone } from './alone';

/**
 * The access token, shared by all tabs of a browser. It is kept in memory alone; a new one is got by the httpOnly refresh cookie, by one
 * tab at a time. All tabs are for the same account: whoever signs in in one of them takes the others over.
 */
type Said = { type: 'token'; access: string } | { type: 'signed-out'; who: number | null; why: Departure };

/** Somebody has signed out, or their session is over. */
export type Departure = 'left' | 'ended';

/** Who is signed in now, who was before, and how they went. */
export type Change = { now: number | null; before: number | null; why?: Departure };

/** How long before it expires a token is not used any more, in milliseconds. */
const MARGIN = 30_000;
const LOCK = 'guildhall.refresh';
/** The account that was signed in last. */
const HINT = 'guildhall.signed-in';

const channel = new BroadcastChannel('guildhall.session');
const listeners = new Set<(change: Change) => void>();
let access: string | null = null;
/** Who this tab is for, once that is known. */
let holder: number | null = null;
let refreshing: Promise<string | null> | null = null;

channel.onmessage = ({ data }: MessageEvent<Said>) => {
  if (data.type === 'token') {
    take(data.access);
  } else {
    forget(data.who, data.why);
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
  localStorage.setItem(HINT, String(accountOf(token)));
  channel.postMessage({ type: 'token', access: token } satisfies Said);
  take(token);
}

/** Tells all tabs that nobody is. */
export function signedOut(why: Departure) {
  const who = Number(localStorage.getItem(HINT)) || null;
  localStorage.removeItem(HINT);
  channel.postMessage({ type: 'signed-out', who, why } satisfies Said);
  forget(who, why);
}

/** @returns what stops it */
export function onAccount(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who this tab is for; null until that is known, and when nobody is signed in. */
export function account(): number | null {
  return holder;
}

function take(token: string) {
  const before = holder;
  access = token;
  holder = accountOf(token);
  if (holder !== before) {
    tell({ now: holder, before });
  }
}

function forget(who: number | null, why: Departure) {
  access = null;
  holder = null;
  tell({ now: null, before: who, why });
}

function tell(change: Change) {
  listeners.forEach((listener) => listener(change));
}

/**
 * A token other than this one, which was refused or will expire soon: from another tab if it was faster, else by the cookie. Null, and
 * everybody is signed out, when the session has ended. What was asked for one account is not done for another that has signed in since.
 */
export async function renewAccess(refused: string | null): Promise<string | null> {
  // Should two tabs refresh at once, the server gives both the same successor.
  refreshing ??= alone(LOCK, () => refresh(refused)).finally(() => {
    refreshing = null;
  });
  const token = await refreshing;
  if (token && refused && accountOf(token) !== accountOf(refused)) {
    throw new DOMException('Somebody else has signed in', 'AbortError');
  }
  return token;
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
  signedOut('ended');
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
  return (claimsOf(token).exp ?? 0) * 1000;
}

/** Whose token it is; 0 when it does not say. */
function accountOf(token: string): number {
  return Number(claimsOf(token).user_id ?? 0);
}

function claimsOf(token: string): { exp?: number; user_id?: number } {
  try {
    return JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number; user_id?: number };
  } catch {
    return {};
  }
}
