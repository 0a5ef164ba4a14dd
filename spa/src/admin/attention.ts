import { queryOptions } from '@tanstack/react-query';
import { api, ask, askJson, askPage, type Schemas } from '../api/client';
import type { paths } from '../api/schema';
import type { Metric } from '../platform/metrics/metric';

/** So many of each kind are shown at once. */
const SHOWN = 5;
const EVERY_MINUTE = 60_000;

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
  refetchInterval: EVERY_MINUTE,
});

/** How many orders are with their master, and how many late. */
export const backlog = queryOptions({
  queryKey: ['admin', 'attention', 'backlog'],
  queryFn: async () => {
    const [working, overdue] = await Promise.all([countOf({ status: 'IN_PROGRESS' }), countOf({ due_before: new Date().toISOString() })]);
    return { working, overdue };
  },
  refetchInterval: EVERY_MINUTE,
});

async function countOf(sought: paths['/admin/appointments/']['get']['parameters']['query']): Promise<number> {
  const { total } = await askPage(api.GET('/admin/appointments/', { params: { query: { ...sought, limit: 1, count: true } } }));
  return total ?? 0;
}

/** What is told of a day. */
const OF_A_DAY: Metric[] = ['new_appointments', 'paid_appointments', 'completed_appointments', 'gmv_total'];

/** The figures of today so far. They are counted from their rows: days are added up only when they are over. */
export const today = queryOptions({
  queryKey: ['admin', 'attention', 'today'],
  queryFn: async () => {
    const day = await businessDay();
    const query = { from: day, to: day, limit: 1 };
    const figures = OF_A_DAY.map(async (metric) => {
      const { value } = await askJson<Schemas['MetricFigure']>(api.GET('/admin/metrics/summary/{metric}/', { params: { path: { metric }, query } }));
      return { metric, value };
    });
    return { day, figures: await Promise.all(figures) };
  },
  // The day ends without anything happening.
  refetchInterval: EVERY_MINUTE,
});

/** Today where the shop is, which may be another day than the reader's: the usual period of figures ends with yesterday. */
async function businessDay(): Promise<string> {
  const { to } = await ask(api.GET('/admin/metrics/summary/'));
  const day = new Date(to);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

export const dashboard = queryOptions({ queryKey: ['admin', 'dashboard'], queryFn: () => ask(api.GET('/dashboard/')) });
