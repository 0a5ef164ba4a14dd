import { api, askPage, type Page } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Order } from '../../live/frames';

/** As in the address; empty is none. */
export const NO_FILTERS = { q: '', client: '', master: '', status: '', sla_breached: '', date_from: '', date_to: '', ordering: '' };
export type Filters = typeof NO_FILTERS;

type Query = NonNullable<paths['/admin/appointments/']['get']['parameters']['query']>;

/** What the server is asked for. */
export function toQuery(filters: Filters): Query {
  const given = Object.entries(filters).filter(([, value]) => value);
  return Object.fromEntries(given.map(([name, value]) => [name, name === 'sla_breached' ? value === 'true' : value])) as Query;
}

export function readPage(filters: Filters, cursor: string | undefined, limit = 50): Promise<Page<Order>> {
  // Counting again for each page would tell nothing new.
  const query = { ...toQuery(filters), limit, ...(cursor ? { cursor } : { count: true }) };
  return askPage(api.GET('/admin/appointments/', { params: { query } }));
}
