import { describe, expect, it } from 'vitest';
import type { Order } from '../live/frames';
import { deadlineOf } from './deadline';
import { progressOf } from './progress';
import { requisitesOf } from './requisites';
import { priceOf } from './PriceDialog';

function order(status: Order['status'], more: Partial<Order> = {}): Order {
  return {
    status,
    taken_at: null,
    total_price: null,
    payment_confirmed_at: null,
    completed_at: null,
    response_deadline_at: '2026-11-23T06:56:00Z',
    completion_deadline_at: '2026-11-24T06:56:00Z',
    ...more,
  } as Order;
}
const states = (of: Order) => progressOf(of).map(({ state }) => state);

describe('progress', () => {
  it('has passed what is behind', () => expect(states(order('PAID'))).toEqual(['passed', 'passed', 'passed', 'current', 'ahead']));
  it('has passed everything in the end', () => expect(states(order('COMPLETED'))).toEqual(Array(5).fill('passed')));
  it('stopped where the master declined', () => {
    expect(states(order('DECLINED_BY_MASTER', { taken_at: '2026-11-23T06:50:00Z' }))).toEqual(['passed', 'stopped', 'ahead', 'ahead', 'ahead']);
    expect(states(order('DECLINED_BY_MASTER', { taken_at: '2026-11-23T06:50:00Z', total_price: 5 }))[2]).toBe('stopped');
  });
  it('stopped at once when nobody had taken it', () => expect(states(order('CANCELLED'))[0]).toBe('stopped'));
});

describe('the deadline that runs', () => {
  it('is the answer’s while it is new', () => expect(deadlineOf(order('NEW'))?.clock).toBe('response'));
  it('is the work’s once it is paid', () => expect(deadlineOf(order('IN_PROGRESS'))?.clock).toBe('completion'));
  it('is none between', () => expect(deadlineOf(order('AWAITING_PAYMENT'))).toBeNull());
});

it('reads prices as people type them', () => {
  expect(priceOf('2 900')).toBe(2900);
  expect(priceOf('0')).toBeUndefined();
  expect(priceOf('12.5')).toBeUndefined();
  expect(priceOf('3000000000')).toBeUndefined();
});

it('finds the names of requisites', () => {
  expect(requisitesOf('Счёт: 4070 2810\n\nTQ5mXc (USDT)')).toEqual([
    { name: 'Счёт', value: '4070 2810' },
    { name: '', value: 'TQ5mXc (USDT)' },
  ]);
  expect(requisitesOf('Карта:4276 1111\nКарта 2: 4276 2222')).toEqual([
    { name: 'Карта', value: '4276 1111' },
    { name: 'Карта 2', value: '4276 2222' },
  ]);
});

it.each(['https://pay.example/x', 'Звоните до 18:00', 'Pay: '])('copies a line without a name as it is: %s', (line) => {
  expect(requisitesOf(line)).toEqual([{ name: '', value: line.trim() }]);
});
