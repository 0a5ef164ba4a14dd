import type { Order } from '../../live/frames';
import { csv, download } from '../../ui/csv';
import { readPage, type Filters } from './filters';

/** So many rows at most: what is more is a matter for the data browser or a report. */
export const MOST = 10_000;
const COLUMNS = [
  'id',
  'status',
  'brand',
  'model',
  'lock_type',
  'client_username',
  'master_username',
  'total_price',
  'currency',
  'payment_method',
  'sla_breached',
  'response_deadline_at',
  'completion_deadline_at',
  'created_at',
  'taken_at',
  'payment_confirmed_at',
  'completed_at',
] as const satisfies (keyof Order)[];

/**
 * Reads everything the filters let through, page by page, and lets the reader keep it.
 *
 * @param progress hears how many rows there are so far
 * @returns whether that was all
 */
export async function exportCsv(filters: Filters, progress: (rows: number) => void): Promise<boolean> {
  const rows: Order[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(filters, cursor, 200);
    rows.push(...page.items);
    cursor = page.next;
    progress(rows.length);
  } while (cursor && rows.length < MOST);
  const table = rows.slice(0, MOST).map((order) => COLUMNS.map((column) => (typeof order[column] === 'boolean' ? String(order[column]) : order[column])));
  download(`orders-${new Date().toISOString().slice(0, 10)}.csv`, csv([[...COLUMNS], ...(table as (string | number | null | undefined)[][])]));
  return !cursor;
}
