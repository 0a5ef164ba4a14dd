import type { Order } from '../live/frames';
import { byDeadline } from '../orders/deadline';

/** What an order is at while somebody works on it. */
export const STEPS = ['IN_REVIEW', 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED', 'PAID', 'IN_PROGRESS'] as const;
export type Step = (typeof STEPS)[number];

/** All steps in the order they are taken; within one what is due first. What is not worked on belongs to none. */
export function byStep(orders: Order[]): { step: Step; orders: Order[] }[] {
  return STEPS.map((step) => ({ step, orders: orders.filter(({ status }) => status === step).sort(byDeadline) }));
}

/** Whether it is the master who has to do something, rather than the client. */
export function isMastersTurn(step: Step): boolean {
  return step !== 'AWAITING_PAYMENT';
}
