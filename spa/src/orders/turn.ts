import type { ParseKeys } from 'i18next';
import type { Order } from '../live/frames';
import { turnOf } from './progress';
import type { Side } from './steps';

/** Whose move it is, in few words, for this reader. */
export function turnTitle(status: Order['status'], side: Side): ParseKeys {
  const turn = turnOf(status);
  if (!turn) {
    return status === 'COMPLETED' ? 'turn.done' : 'turn.over';
  }
  return turn === side || (side === 'candidate' && status === 'NEW') ? 'turn.yours' : turn === 'client' ? 'turn.ofClient' : 'turn.ofMaster';
}

/** What is going on, and who has to do what next. */
export function turnText(status: Order['status'], side: Side): ParseKeys {
  if (side === 'candidate' && status === 'NEW') {
    return 'turn.candidate.NEW';
  }
  return side === 'client' || side === 'master' ? `turn.${side}.${status}` : `turn.other.${status}`;
}
