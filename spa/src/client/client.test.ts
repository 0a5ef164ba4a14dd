import { describe, expect, it } from 'vitest';
import type { Order } from '../live/frames';
import { modelsOf } from './brands';
import { EMPTY_DRAFT, firstOpenStep } from './draft';
import { chosen, dueNow, mineFirst } from './myOrders';

function order(id: number, status: Order['status'], more: Partial<Order> = {}): Order {
  return { id, status, brand: 'Samsung', model: 'Galaxy S21', description: 'Забыл PIN', unread_count: 0, ...more } as Order;
}

describe('what a client should do', () => {
  const paying = order(1, 'AWAITING_PAYMENT');
  const asked = order(2, 'IN_REVIEW', { unread_count: 1 });
  const done = order(3, 'COMPLETED');

  it('is to pay before anything else', () => expect(dueNow([done, asked, paying], done)).toEqual({ what: 'pay', order: paying }));
  it('is then to answer', () => expect(dueNow([done, asked], done)).toEqual({ what: 'answer', order: asked }));
  it('is then to review', () => expect(dueNow([done, order(4, 'PAID')], done)).toEqual({ what: 'review', order: done }));
  it('is nothing while others are at work', () => expect(dueNow([order(4, 'PAID')], null)).toEqual({ what: 'nothing' }));
  it('is to file an order when there is none in work', () => {
    expect(dueNow([], null)).toEqual({ what: 'first' });
    expect(dueNow([done], null)).toEqual({ what: 'first' });
  });
  it('comes first in the list', () => expect(mineFirst([asked, order(4, 'PAID'), paying]).map(({ id }) => id)).toEqual([1, 2, 4]));
});

describe('looking for orders', () => {
  const all = [order(12, 'NEW'), order(13, 'DECLINED_BY_MASTER', { brand: 'Xiaomi' })];
  it('goes by kind', () => expect(chosen(all, 'closed')).toEqual([all[1]]));
  it('finds all words anywhere', () => expect(chosen(all, 'all', 'samsung pin')).toEqual([all[0]]));
  it('knows numbers', () => expect(chosen(all, 'all', '№13')).toEqual([all[1]]));
});

describe('the wizard', () => {
  const device = { ...EMPTY_DRAFT, brand: 'Apple', model: 'iPhone 13', lock_type: 'APPLE_ID' as const };
  it('begins with the device', () => expect(firstOpenStep(EMPTY_DRAFT)).toBe(1));
  it('does not take blanks for an answer', () => expect(firstOpenStep({ ...device, brand: '  ' })).toBe(1));
  it('goes on with the problem', () => expect(firstOpenStep(device)).toBe(2));
  it('ends with the review', () => expect(firstOpenStep({ ...device, description: 'Не помню пароль' })).toBe(3));
  it('suggests models of the brand, however it is written', () => expect(modelsOf(' apple')).toContain('iPhone 13'));
});
