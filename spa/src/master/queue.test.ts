import { describe, expect, it } from 'vitest';
import type { Order } from '../live/frames';
import { byDeadline, urgency } from '../orders/deadline';
import { byStep } from './steps';
import { departed } from './useDepartures';
import { neighbour } from './useQueueKeys';

function order(id: number, fields: Partial<Order> = {}): Order {
  return { id, status: 'NEW', response_deadline_at: null, completion_deadline_at: null, ...fields } as Order;
}

describe('deadlines', () => {
  const from = '2026-11-23T08:00:00Z';
  const until = '2026-11-23T08:20:00Z';
  const at = (time: string) => new Date(`2026-11-23T${time}Z`).getTime();

  it('are near in the last fifth, and over when they have come', () => {
    expect(urgency({ until, from }, at('08:15:59'))).toBe('calm');
    expect(urgency({ until, from }, at('08:16:01'))).toBe('near');
    expect(urgency({ until, from }, at('08:20:00'))).toBe('over');
  });

  it('are near two minutes before, whenever they were set', () => {
    expect(urgency({ until, from: null }, at('08:17:59'))).toBe('calm');
    expect(urgency({ until, from: null }, at('08:18:01'))).toBe('near');
  });

  it('say which order comes first; those without one come last, by age', () => {
    const orders = [order(4), order(3), order(2, { response_deadline_at: until }), order(9, { response_deadline_at: from })];
    expect(orders.sort(byDeadline).map(({ id }) => id)).toEqual([9, 2, 3, 4]);
  });
});

describe('the queue', () => {
  it('remembers who has left it, but for those one has taken', () => {
    expect(departed([order(1), order(2), order(3)], [order(2)], [{ id: 3 }])).toEqual([order(1)]);
  });

  it('is walked through with the keys, and stays at its ends', () => {
    const ids = [7, 5, 9];
    expect(neighbour(ids, null, 1)).toBe(7);
    expect(neighbour(ids, 7, 1)).toBe(5);
    expect(neighbour(ids, 9, 1)).toBe(9);
    expect(neighbour(ids, 7, -1)).toBe(7);
    expect(neighbour(ids, 4, 1)).toBe(7);
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe('the board', () => {
  it('shows orders at their step, what is due first on top, and none that is over', () => {
    const columns = byStep([
      order(1, { status: 'PAID' }),
      order(2, { status: 'PAID', completion_deadline_at: '2026-11-23T08:00:00Z' }),
      order(3, { status: 'COMPLETED' }),
      order(4, { status: 'IN_REVIEW' }),
    ]);
    expect(columns.map(({ step, orders }) => [step, orders.map(({ id }) => id)])).toEqual([
      ['IN_REVIEW', [4]],
      ['AWAITING_PAYMENT', []],
      ['PAYMENT_PROOF_UPLOADED', []],
      ['PAID', [2, 1]],
      ['IN_PROGRESS', []],
    ]);
  });
});
