import type { Schemas } from '../api/client';

type Notification = Schemas['Notification'];
const listeners = new Set<(notification: Notification) => void>();

/** Tells whoever wants to make it heard or seen at once. */
export function announce(notification: Notification) {
  listeners.forEach((listener) => listener(notification));
}

/** @returns what stops it */
export function onAnnouncement(listener: (notification: Notification) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
