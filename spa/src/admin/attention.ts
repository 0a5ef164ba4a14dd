import { queryOptions } from '@tanstack/react-query';
import { api, ask, askPage } from '../api/client';

/** So many of each kind are shown at once. */
const SHOWN = 5;

/** Payments that wait for somebody to look at the proof, the longest wait first. */
export const waitingPayments = queryOptions({
  queryKey: ['admin', 'attention', 'payments'],
  queryFn: () =>
    askPage(
      api.GET('/admin/appointments/', {
        params: { query: { status: 'PAYMENT_PROOF_UPLOADED', ordering: 'updated_at', limit: SHOWN, count: true } },
      }),
    ),
});

/** Orders whose deadline has passed or will within an hour, the most urgent first. */
export const urgentOrders = queryOptions({
  queryKey: ['admin', 'attention', 'deadlines'],
  queryFn: () =>
    askPage(
      api.GET('/admin/appointments/', {
        params: {
          query: { due_before: new Date(Date.now() + 3_600_000).toISOString(), ordering: 'deadline', limit: SHOWN, count: true },
        },
      }),
    ),
  // Time alone makes orders urgent.
  refetchInterval: 60_000,
});

export const dashboard = queryOptions({ queryKey: ['admin', 'dashboard'], queryFn: () => ask(api.GET('/dashboard/')) });
