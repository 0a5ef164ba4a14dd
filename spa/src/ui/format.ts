import { language } from '../i18n/i18n';

/** Sums are in whole units of the currency. */
export function money(amount: number | null | undefined, currency = 'RUB'): string {
  return amount == null
    ? '—'
    : new Intl.NumberFormat(language(), { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}

/** Of so many bytes, a part of one counts as one. */
export function kilobytes(bytes: number): string {
  return number(Math.ceil(bytes / 1024));
}

export function percent(share: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** Day and time, the year only when it is another one. */
export function moment(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', year, hour: '2-digit', minute: '2-digit' }).format(date);
}

/** `26 Nov`, for what has little room. */
export function shortDay(date: Date): string {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short' }).format(date);
}

export function time(iso: string): string {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}

/** `Today`, `Yesterday`, or the date. */
export function day(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const apart = Math.round((startOf(date) - startOf(now)) / 86_400_000);
  if (apart === 0 || apart === -1) {
    const word = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(apart, 'day');
    return word.charAt(0).toUpperCase() + word.slice(1);
  }
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long', year }).format(date);
}

function startOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `5 minutes ago`, `in 2 hours`. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  const amount = unit === 'second' ? 0 : Math.trunc(seconds / size);
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' }).format(amount, unit);
}

/** `1 h 05 min`, below an hour `4:07`. For clocks that run. */
export function clock(seconds: number): string {
  const all = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
