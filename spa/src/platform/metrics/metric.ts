import type { Schemas } from '../../api/client';
import { language } from '../../i18n/i18n';
import { clock, money, number, percent } from '../../ui/format';

export type Metric = Schemas['Metric'];

export const METRICS: Metric[] = [
  'new_appointments',
  'paid_appointments',
  'completed_appointments',
  'gmv_total',
  'new_users',
  'conversion_new_to_paid',
  'avg_time_to_first_response',
  'avg_time_to_complete',
];

/** A figure as people write it: sums with their currency, shares in percent, seconds as a clock. */
export function figure(metric: Metric, value: number): string {
  switch (metric) {
    case 'gmv_total':
      return money(value);
    case 'conversion_new_to_paid':
      return percent(value);
    case 'avg_time_to_first_response':
    case 'avg_time_to_complete':
      return value ? clock(value) : '—';
    default:
      return number(value);
  }
}

/** What a row adds to a figure. The way from an order to its payment is a share of orders: a row is one of them, or none. */
export function partOf(metric: Metric, value: number): string {
  return metric === 'conversion_new_to_paid' ? number(value) : figure(metric, value);
}

/** A calendar day, which is the same everywhere: as a moment it would be the day before west of Greenwich. */
export function calendarDay(date: string): string {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(date));
}
