import { afterEach, describe, expect, it } from 'vitest';
import { destinationOf } from './destination';
import { prefer, preferences } from './preferences';

const client = { role: 'client' as const, permissions: [] };
const master = { role: 'master' as const, permissions: [] };
const admin = { role: 'admin' as const, permissions: ['appointments.read' as const] };
const analyst = { role: 'admin' as const, permissions: [] };

describe('where a notification leads', () => {
  it.each([
    ['the page it names', { type: 'system', payload: { rule_id: 1, event_id: 2, link: '/orders/new' } }, client, '/orders/new'],
    ['the order it is about', { type: 'system', payload: {}, appointment: 12 }, client, '/orders/12'],
    ['the page it names before the order', { type: 'system', payload: { link: '/profile' }, appointment: 12 }, master, '/profile'],
    ['no order for who may not see any', { type: 'system', payload: {}, appointment: 12 }, analyst, null],
    ['one’s orders', { type: 'appointment', payload: { rule_id: 1 } }, client, '/orders'],
    ['one’s board', { type: 'payment', payload: {} }, master, '/board'],
    ['all orders', { type: 'payment', payload: {} }, admin, '/admin/appointments'],
    ['nowhere for who may not see orders', { type: 'payment', payload: {} }, analyst, null],
    ['one’s sessions', { type: 'security', payload: {} }, client, '/profile'],
    ['nowhere', { type: 'system', payload: { rule_id: 1, event_id: 2 } }, client, null],
    ['not to another site', { type: 'system', payload: { link: 'https://evil.example' } }, client, null],
    ['not to another site in disguise', { type: 'system', payload: { link: '//evil.example' } }, client, null],
    ['not to another site in another disguise', { type: 'system', payload: { link: '/\\evil.example' } }, client, null],
  ])('%s', (_, notification, reader, to) => {
    expect(destinationOf({ appointment: null, ...notification }, reader)).toBe(to);
  });
});

describe('preferences', () => {
  afterEach(() => localStorage.clear());

  it('are off until somebody chooses', () => {
    expect(preferences()).toEqual({ sound: false, desktop: false });
    prefer({ sound: true });
    expect(preferences()).toEqual({ sound: true, desktop: false });
  });
});
