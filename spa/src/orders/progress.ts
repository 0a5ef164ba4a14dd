import type { Order } from '../live/frames';

/** What an order goes through, as people see it. */
export const STAGES = ['filed', 'review', 'payment', 'work', 'done'] as const;
export type Stage = (typeof STAGES)[number];
export type StageState = 'passed' | 'current' | 'stopped' | 'ahead';
export type Progress = { stage: Stage; state: StageState }[];

const STAGE_OF: Partial<Record<Order['status'], Stage>> = {
  NEW: 'filed',
  IN_REVIEW: 'review',
  AWAITING_PAYMENT: 'payment',
  PAYMENT_PROOF_UPLOADED: 'payment',
  PAID: 'work',
  IN_PROGRESS: 'work',
  COMPLETED: 'done',
};

type Traces = Pick<Order, 'status' | 'taken_at' | 'total_price' | 'payment_confirmed_at' | 'completed_at'>;

/** How far an order has come. One that was declined or cancelled stopped where its traces end. */
export function progressOf(order: Traces): Progress {
  const stage = STAGE_OF[order.status];
  const at = STAGES.indexOf(stage ?? reached(order));
  const state: StageState = !stage ? 'stopped' : stage === 'done' ? 'passed' : 'current';
  return STAGES.map((one, index) => ({ stage: one, state: index < at ? 'passed' : index === at ? state : 'ahead' }));
}

function reached({ taken_at, total_price, payment_confirmed_at, completed_at }: Traces): Stage {
  if (completed_at) {
    return 'done';
  }
  if (payment_confirmed_at) {
    return 'work';
  }
  if (total_price !== null) {
    return 'payment';
  }
  return taken_at ? 'review' : 'filed';
}

/** Whose move it is. */
export function turnOf(status: Order['status']): 'client' | 'master' | null {
  switch (status) {
    case 'COMPLETED':
    case 'DECLINED_BY_MASTER':
    case 'CANCELLED':
      return null;
    case 'AWAITING_PAYMENT':
      return 'client';
    default:
      return 'master';
  }
}
