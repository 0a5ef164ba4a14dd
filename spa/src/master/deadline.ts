import type { Order } from '../live/frames';

export type Urgency = 'calm' | 'near' | 'over';

/** The share of the time given below which a deadline is near, and the seconds below which it is near in any case. */
const NEAR_SHARE = 0.25;
const NEAR_SECONDS = 120;

/** Until a deadline; below zero after it. */
export function secondsLeft(until: string, now: number): number {
  return (new Date(until).getTime() - now) / 1000;
}

/** @param from since when the time has been running; without it only the last minutes are near */
export function urgency(until: string, from: string | null, now: number): Urgency {
  const left = secondsLeft(until, now);
  if (left <= 0) {
    return 'over';
  }
  const given = from ? (new Date(until).getTime() - new Date(from).getTime()) / 1000 : 0;
  return left < Math.max(NEAR_SECONDS, given * NEAR_SHARE) ? 'near' : 'calm';
}

/** What is due first comes first, what has no deadline last; then what has waited longest. */
export function byDeadline(one: Order, other: Order): number {
  return time(one.response_deadline_at) - time(other.response_deadline_at) || one.id - other.id;
}

/** A number even without a deadline: infinities cannot be subtracted. */
function time(at: string | null): number {
  return at ? new Date(at).getTime() : Number.MAX_SAFE_INTEGER;
}
