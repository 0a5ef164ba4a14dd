import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Schemas } from '../api/client';
import { onAnnouncement } from '../live/announcements';
import { useMe } from '../session/session';
import { destinationOf } from './destination';
import { chime } from './chime';
import { preferences } from './preferences';

/** How much later than the tab that is looked at the others try, in milliseconds. */
const BEHIND = 200;
/** How long nobody else announces the same; timers of hidden tabs may be seconds late. */
const HELD = 10_000;

/** Makes notifications heard and seen, by one tab of all that are open: the one that is looked at, if there is one. */
export function useAnnouncer() {
  const user = useMe();
  const navigate = useNavigate();
  const open = useRef<(notification: Schemas['Notification']) => void>(undefined);
  useEffect(() => {
    open.current = (notification) => {
      const to = destinationOf(notification, user);
      void navigate(to ?? '/notifications');
    };
  });
  useEffect(
    () =>
      onAnnouncement((notification) => {
        const { sound, desktop } = preferences();
        if (!sound && !desktop) {
          return;
        }
        const isLookedAt = document.visibilityState === 'visible' && document.hasFocus();
        setTimeout(() => {
          void asOnlyOne(`guildhall.announce.${notification.id}`, () => {
            if (sound) {
              chime();
            }
            if (desktop && !isLookedAt) {
              show(notification, () => open.current?.(notification));
            }
          });
        }, isLookedAt ? 0 : BEHIND);
      }),
    [],
  );
}

/** Where there are no locks, the tab that is in sight. */
async function asOnlyOne(name: string, work: () => void) {
  if (!navigator.locks) {
    if (document.visibilityState === 'visible') {
      work();
    }
    return;
  }
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) {
      work();
      await new Promise((resolve) => setTimeout(resolve, HELD));
    }
  });
}

function show({ id, title, message }: Schemas['Notification'], onOpen: () => void) {
  if (!('Notification' in window) || Notification.permission !== 'granted') {
    return;
  }
  try {
    const shown = new Notification(title, { body: message, tag: `guildhall.${id}`, icon: '/favicon.svg' });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    // Phones show none that a page makes.
  }
}
