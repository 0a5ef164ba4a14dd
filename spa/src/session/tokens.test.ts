import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure, Offline } from '../api/failure';
import { fakeLocks } from '../test/locks';
import { token } from '../test/jwt';

/** Each tab loads the module for itself. */
async function tab() {
  vi.resetModules();
  return import('./tokens');
}

const refresh = vi.fn<() => Promise<Response>>();
const refreshed = (access: string) => new Response(JSON.stringify({ access }), { status: 200 });

beforeEach(() => {
  localStorage.clear();
  refresh.mockReset();
  vi.stubGlobal('fetch', refresh);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'locks');
});

it('asks nobody who has never signed in for a cookie', async () => {
  const { accessToken } = await tab();
  expect(await accessToken()).toBeNull();
  expect(refresh).not.toHaveBeenCalled();
});

it('uses a token until shortly before it expires', async () => {
  const { accessToken, signedIn } = await tab();
  const long = token(300);
  signedIn(long);
  expect(await accessToken()).toBe(long);

  signedIn(token(20));
  refresh.mockResolvedValue(refreshed(long));
  expect(await accessToken()).toBe(long);
  expect(refresh).toHaveBeenCalledOnce();
});

it('reads when a token expires, and takes none that does not say for good', async () => {
  const { expiry } = await tab();
  expect(expiry(token(60)) - Date.now()).toBeGreaterThan(58_000);
  expect(expiry('nonsense')).toBe(0);
});

it('refreshes once for all that ask at once', async () => {
  const { accessToken, renewAccess, signedIn } = await tab();
  const [old, next] = [token(10), token(300)];
  signedIn(old);
  refresh.mockImplementation(async () => refreshed(next));
  expect(await Promise.all([accessToken(), accessToken(), renewAccess(old)])).toEqual([next, next, next]);
  expect(refresh).toHaveBeenCalledOnce();
});

it('uses what another tab has got', async () => {
  const [one, other] = [await tab(), await tab()];
  const next = token(300);
  localStorage.setItem('guildhall.signed-in', '1');
  refresh.mockImplementation(async () => refreshed(next));
  expect(await one.accessToken()).toBe(next);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await other.accessToken()).toBe(next);
  expect(await other.renewAccess(token(5))).toBe(next);
  expect(refresh).toHaveBeenCalledOnce();
});

it('signs everybody out when the session has ended', async () => {
  const [one, other] = [await tab(), await tab()];
  const heard = [vi.fn(), vi.fn()] as const;
  one.onAccount(heard[0]);
  other.onAccount(heard[1]);
  localStorage.setItem('guildhall.signed-in', '1');
  refresh.mockResolvedValue(new Response('{}', { status: 401 }));
  expect(await one.accessToken()).toBeNull();
  expect(heard[0]).toHaveBeenCalledExactlyOnceWith({ now: null, before: 1, why: 'ended' });
  await vi.waitFor(() => expect(heard[1]).toHaveBeenCalledExactlyOnceWith({ now: null, before: 1, why: 'ended' }));
  expect(one.wasSignedIn()).toBe(false);
});

it.each([500, 503, 429])('keeps the session when the server answers %s', async (status) => {
  const { accessToken, wasSignedIn } = await tab();
  localStorage.setItem('guildhall.signed-in', '1');
  refresh.mockImplementation(async () => new Response('{"detail": "Later."}', { status }));
  await expect(accessToken()).rejects.toMatchObject({ name: Failure.name, status });
  expect(wasSignedIn()).toBe(true);
});

it('keeps the session when nobody answers', async () => {
  const { accessToken, wasSignedIn } = await tab();
  localStorage.setItem('guildhall.signed-in', '1');
  refresh.mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(accessToken()).rejects.toMatchObject({ name: new Offline().name });
  expect(wasSignedIn()).toBe(true);
});

describe('when somebody signs in in one tab', () => {
  it('a tab that waits at the login page is theirs as well', async () => {
    const [one, waiting] = [await tab(), await tab()];
    const heard = vi.fn();
    waiting.onAccount(heard);
    one.signedIn(token(300, 5));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith({ now: 5, before: null }));
    expect(waiting.account()).toBe(5);
  });

  it('a tab of somebody else learns whom it is for now', async () => {
    const [one, other] = [await tab(), await tab()];
    other.signedIn(token(300, 5));
    await vi.waitFor(() => expect(one.account()).toBe(5));
    const heard = vi.fn();
    other.onAccount(heard);
    one.signedIn(token(301, 6));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith({ now: 6, before: 5 }));
  });

  it('a tab of the same account goes on', async () => {
    const [one, other] = [await tab(), await tab()];
    one.signedIn(token(300, 5));
    await vi.waitFor(() => expect(other.account()).toBe(5));
    const heard = vi.fn();
    other.onAccount(heard);
    const next = token(900, 5);
    one.signedIn(next);
    await vi.waitFor(async () => expect(await other.accessToken()).toBe(next));
    expect(heard).not.toHaveBeenCalled();
  });

  it('what was asked for the one before is not done for them', async () => {
    const { accessToken, renewAccess, signedIn } = await tab();
    const old = token(10, 5);
    signedIn(old);
    refresh.mockImplementation(async () => refreshed(token(300, 6)));
    await expect(accessToken()).rejects.toMatchObject({ name: 'AbortError' });
    await expect(renewAccess(old)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
