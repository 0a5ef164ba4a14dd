import type { Schemas } from '../api/client';

/** Something that has happened, as the stream tells it; see docs/live.md. */
export type Frame = { topic: string; seq: number | null; type: string; occurred_at: string; payload: unknown };

/** How the connection is. `quiet`: nobody is signed in. */
export type LiveState = 'quiet' | 'connecting' | 'live' | 'reconnecting';

export type Order = Schemas['Appointment'];
export type Message = Schemas['Message'];
export type Removed = { id: number; removed: true };

export function orderTopic(id: number) {
  return `appointment:${id}`;
}
