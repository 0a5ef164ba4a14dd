import { useSyncExternalStore } from 'react';

export type Preferences = { sound: boolean; desktop: boolean };

const KEY = 'guildhall.notifications';
const OFF: Preferences = { sound: false, desktop: false };
const watchers = new Set<() => void>();
let known: { text: string | null; value: Preferences } = { text: null, value: OFF };

/** How somebody wants to hear of notifications in this browser. */
export function preferences(): Preferences {
  const text = localStorage.getItem(KEY);
  if (text !== known.text) {
    known = { text, value: { ...OFF, ...(JSON.parse(text ?? '{}') as Partial<Preferences>) } };
  }
  return known.value;
}

export function prefer(change: Partial<Preferences>) {
  localStorage.setItem(KEY, JSON.stringify({ ...preferences(), ...change }));
  watchers.forEach((watcher) => watcher());
}

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  window.addEventListener('storage', watcher);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener('storage', watcher);
  };
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
