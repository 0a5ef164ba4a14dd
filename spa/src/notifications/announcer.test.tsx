import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announce } from '../live/announcements';
import { fakeLocks } from '../test/locks';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { useAnnouncer } from './announcer';
import type { Notification as News } from './notifications';
import { prefer } from './preferences';

const shown = vi.fn();
class FakeNotification {
  static permission = 'granted';
  constructor(title: string, options: NotificationOptions) {
    shown(title, options.tag);
  }
}
const news = { id: 7, title: 'A price', message: 'Look.', type: 'payment', payload: {}, appointment: null } as News;

beforeEach(() => {
  localStorage.clear();
  shown.mockReset();
  vi.stubGlobal('Notification', FakeNotification);
  new FakeNetwork();
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'locks');
});

async function tabs(count: number) {
  const { Around } = await signedInAs();
  Array.from({ length: count }, () => renderHook(useAnnouncer, { wrapper: Around }));
}
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

it('shows a notification once, however many tabs are open', async () => {
  prefer({ desktop: true });
  await tabs(3);
  announce(news);
  await vi.waitFor(() => expect(shown).toHaveBeenCalledExactlyOnceWith('A price', 'guildhall.7'));
  await aMoment();
  expect(shown).toHaveBeenCalledOnce();
});

it('shows none to whoever has not asked for it', async () => {
  await tabs(1);
  announce(news);
  await aMoment();
  expect(shown).not.toHaveBeenCalled();
});

it('shows none to whoever looks at the page', async () => {
  prefer({ desktop: true });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  await tabs(1);
  announce(news);
  await aMoment();
  expect(shown).not.toHaveBeenCalled();
});
