import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

export const tables = queryOptions({ queryKey: ['admin', 'data', 'tables'], queryFn: () => ask(api.GET('/admin/data/')) });

/** A value in a cell or on a line of its own. */
export function words(value: unknown): string {
  return value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Where rows of a table have a page of their own, by the column that names it. */
const PAGES: Record<string, { column: string; page: (value: string) => string }> = {
  account: { column: 'id', page: personPage },
  notification: { column: 'account_id', page: personPage },
  appointment: { column: 'id', page: orderPage },
  message: { column: 'appointment_id', page: orderPage },
  review: { column: 'appointment_id', page: orderPage },
  timeline_entry: { column: 'appointment_id', page: orderPage },
  read_state: { column: 'appointment_id', page: orderPage },
  rule: { column: 'id', page: (id) => `/admin/rules/${id}` },
  platform_event: { column: 'id', page: (id) => `/admin/events?event=${id}` },
  daily_metrics: { column: 'date', page: (day) => `/admin/metrics?from=${day}&to=${day}` },
  feature_flag: { column: 'id', page: () => '/admin/flags' },
  site_settings: { column: 'id', page: () => '/admin/system' },
};

function personPage(id: string) {
  return `/admin/users/${id}`;
}

function orderPage(id: string) {
  return `/orders/${id}`;
}

/**
 * Where what a row is about has a page of its own, with everything that can be done.
 *
 * @returns null where there is none
 */
export function pageOf(table: string, values: Record<string, unknown>): string | null {
  const known = PAGES[table];
  return known && values[known.column] != null ? known.page(String(values[known.column])) : null;
}
