import type { Order } from '../live/frames';

export type Urgency = 'calm' | 'near' | 'over';
export type Deadline = {
  clock: 'response' | 'completion';
  until: string;
  /** Since when the clock has been running, if that is known. */
  from: string | null;
};

type Clocked = Pick<Order, 'status' | 'created_at' | 'payment_confirmed_at' | 'response_deadline_at' | 'completion_deadline_at'>;

/** The share of the time given below which a deadline is at risk, as the server has it, and the seconds below which it is in any case. */
const NEAR_SHARE = 0.2;
const NEAR_SECONDS = 120;

/** The promise whose clock runs; null while none does. */
export function deadlineOf(order: Clocked): Deadline | null {
  if (order.status === 'NEW' && order.response_deadline_at) {
    return { clock: 'response', until: order.response_deadline_at, from: order.created_at };
  }
  if ((order.status === 'PAID' || order.status === 'IN_PROGRESS') && order.completion_deadline_at) {
    return { clock: 'completion', until: order.completion_deadline_at, from: order.payment_confirmed_at };
  }
  return null;
}

/** Until a deadline; below zero after it. */
export function secondsLeft({ until }: Pick<Deadline, 'until'>, now: number): number {
  return (new Date(until).getTime() - now) / 1000;
}

export function urgency({ until, from }: Pick<Deadline, 'until' | 'from'>, now: number): Urgency {
  const left = secondsLeft({ until }, now);
  if (left <= 0) {
    return 'over';
  }
  const given = from ? (new Date(until).getTime() - new Date(from).getTime()) / 1000 : 0;
  return left < Math.max(NEAR_SECONDS, given * NEAR_SHARE) ? 'near' : 'calm';
}

/** What is due first comes first, what has no deadline last; then what has waited longest. */
export function byDeadline(one: Order, other: Order): number {
  return due(one) - due(other) || one.id - other.id;
}

/** A number even without a deadline: infinities cannot be subtracted. */
function due(order: Order): number {
  const deadline = deadlineOf(order);
  return deadline ? new Date(deadline.until).getTime() : Number.MAX_SAFE_INTEGER;
}
