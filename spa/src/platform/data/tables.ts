import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

export const tables = queryOptions({ queryKey: ['admin', 'data', 'tables'], queryFn: () => ask(api.GET('/admin/data/')) });

/** A value in a cell or on a line of its own. */
export function words(value: unknown): string {
  return value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Where what a row is about has a page of its own, with everything that can be done.
 *
 * @returns null where there is none
 */
export function pageOf(table: string, key: string): string | null {
  switch (table) {
    case 'appointment':
      return `/orders/${key}`;
    case 'account':
      return `/admin/users/${key}`;
    case 'rule':
      return `/admin/rules/${key}`;
    default:
      return null;
  }
}
