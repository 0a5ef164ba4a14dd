import { describe, expect, it } from 'vitest';
import type { Order } from '../live/frames';
import { actionsOf, nextStep, type User } from './steps';

const client: User = { id: 1, role: 'client', permissions: [], is_master_active: false };
const master: User = { id: 2, role: 'master', permissions: [], is_master_active: true };
const finance: User = { id: 3, role: 'admin', permissions: ['appointments.read', 'payments.confirm'], is_master_active: false };

function order(status: Order['status'], more: Partial<Order> = {}): Order {
  return { id: 17, status, client: 1, assigned_master: status === 'NEW' ? null : 2, payment_proof_url: null, ...more } as Order;
}

describe('the next step', () => {
  it.each([
    ['NEW', 'take'],
    ['IN_REVIEW', 'set-price'],
    ['AWAITING_PAYMENT', null],
    ['PAYMENT_PROOF_UPLOADED', 'confirm-payment'],
    ['PAID', 'start'],
    ['IN_PROGRESS', 'complete'],
    ['COMPLETED', null],
  ] as const)('of the master in %s is %s', (status, step) => expect(nextStep(order(status), master)).toBe(step));

  it('of the client is to pay, and nothing else', () => {
    expect(nextStep(order('AWAITING_PAYMENT'), client)).toBe('pay');
    expect(nextStep(order('IN_PROGRESS'), client)).toBeNull();
  });

  it('is nobody else’s', () => expect(nextStep(order('PAID'), { ...master, id: 9 })).toBeNull());

  it('is not to take for a master who is not active', () => expect(nextStep(order('NEW'), { ...master, is_master_active: false })).toBeNull());

  it('is what the server says where it says it', () => {
    const told = order('PAID', { available_actions: [{ action: 'start', allowed: false, reason: 'No.', code: 'x' }] });
    expect(nextStep(told, master)).toBeNull();
  });
});

describe('what can be done', () => {
  it('by a master besides the step is to decline', () => expect(actionsOf(order('AWAITING_PAYMENT'), master)).toEqual(['decline']));

  it('by the client without a proof is not to say that it is paid', () => {
    expect(actionsOf(order('AWAITING_PAYMENT'), client)).toEqual(['upload-payment-proof']);
    expect(actionsOf(order('AWAITING_PAYMENT', { payment_proof_url: '/x.png' }), client)).toContain('mark-paid');
  });

  it('by admins follows from their permissions', () => {
    expect(actionsOf(order('PAYMENT_PROOF_UPLOADED'), finance)).toEqual(['confirm-payment']);
    expect(actionsOf(order('PAID'), { ...finance, permissions: ['appointments.override'] })).toEqual(['set-status', 'assign']);
    expect(actionsOf(order('COMPLETED'), { ...finance, permissions: ['appointments.override'] })).toEqual(['set-status']);
  });
});
