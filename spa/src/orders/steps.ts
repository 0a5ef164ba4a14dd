import type { Schemas } from '../api/client';
import type { Order } from '../live/frames';
import type { Me } from '../session/session';

export type Action = Schemas['AvailableAction']['action'];
export type User = Pick<Me['user'], 'id' | 'role' | 'permissions' | 'is_master_active'>;

/** How somebody stands to an order: what they read and can do follows from it. */
export type Side = 'client' | 'master' | 'admin' | 'candidate';

/** The one thing that is due by the reader; `pay` is done on the page of the order, in more than one action. */
export type NextStep = 'take' | 'set-price' | 'pay' | 'confirm-payment' | 'start' | 'complete';

/** A master who has not got the order is a candidate for it. */
export function sideOf(order: Pick<Order, 'client' | 'assigned_master'>, user: User): Side {
  if (user.role === 'admin') {
    return 'admin';
  }
  if (order.client === user.id) {
    return 'client';
  }
  return order.assigned_master === user.id ? 'master' : 'candidate';
}

const OF_CLIENT: Partial<Record<Order['status'], Action[]>> = {
  AWAITING_PAYMENT: ['upload-payment-proof', 'mark-paid'],
};

/** The step that leads on comes first. */
const OF_MASTER: Partial<Record<Order['status'], Action[]>> = {
  IN_REVIEW: ['set-price', 'decline'],
  AWAITING_PAYMENT: ['decline'],
  PAYMENT_PROOF_UPLOADED: ['confirm-payment'],
  PAID: ['start'],
  IN_PROGRESS: ['complete'],
};

const FINAL: Order['status'][] = ['COMPLETED', 'DECLINED_BY_MASTER', 'CANCELLED'];

/** Whether nothing follows any more. */
export function isFinal(status: Order['status']): boolean {
  return FINAL.includes(status);
}

/** What somebody can do with an order: as the server says, or, in lists, as it would say. */
export function actionsOf(order: Order, user: User): Action[] {
  if (order.available_actions) {
    return order.available_actions.filter(({ allowed }) => allowed).map(({ action }) => action);
  }
  switch (sideOf(order, user)) {
    case 'client':
      return (OF_CLIENT[order.status] ?? []).filter((action) => action !== 'mark-paid' || !!order.payment_proof_url);
    case 'master':
      return OF_MASTER[order.status] ?? [];
    case 'candidate':
      return order.status === 'NEW' && user.role === 'master' && user.is_master_active ? ['take'] : [];
    case 'admin':
      return [
        ...(order.status === 'PAYMENT_PROOF_UPLOADED' && user.permissions.includes('payments.confirm') ? (['confirm-payment'] as const) : []),
        ...(user.permissions.includes('appointments.override') ? (['set-status'] as const) : []),
        ...(user.permissions.includes('appointments.override') && !isFinal(order.status) ? (['assign'] as const) : []),
      ];
  }
}

const LEADING: Action[] = ['take', 'set-price', 'confirm-payment', 'start', 'complete'];

/** The step that is due by the reader; null when it is somebody else's turn, or nobody's. */
export function nextStep(order: Order, user: User): NextStep | null {
  const possible = actionsOf(order, user);
  if (possible.includes('upload-payment-proof')) {
    return 'pay';
  }
  return (LEADING.find((action) => possible.includes(action)) as NextStep | undefined) ?? null;
}
