import { expect, it } from 'vitest';
import { pageOf } from './tables';

it.each([
  ['message', { id: 5, appointment_id: 12 }, '/orders/12'],
  ['read_state', { appointment_id: 12, account_id: 3 }, '/orders/12'],
  ['notification', { id: 5, account_id: 3 }, '/admin/users/3'],
  ['platform_event', { id: 5 }, '/admin/events?event=5'],
  ['daily_metrics', { date: '2026-11-22' }, '/admin/metrics?from=2026-11-22&to=2026-11-22'],
  ['feature_flag', { id: 5 }, '/admin/flags'],
  ['site_settings', { id: 1 }, '/admin/system'],
  ['refresh_token', { id: 5 }, null],
])('a row of %s has a page', (table, values, page) => expect(pageOf(table, values)).toBe(page));
