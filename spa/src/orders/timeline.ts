import type { ParseKeys } from 'i18next';
import type { Schemas } from '../api/client';

export type Entry = Schemas['TimelineEntry'];

/** What happened at once: one step leaves a row for what was done and another for the status it led to. */
export type Happening = { entry: Entry; led: Entry | null };

/** Newest first. */
export function happenings(entries: Entry[]): Happening[] {
  const isLed = (entry: Entry) => entry.event_type === 'status_changed';
  const partners = new Map<number, Entry>();
  for (const entry of entries.filter((it) => !isLed(it) && it.event_type !== 'message_deleted')) {
    const led = entries.find((it) => isLed(it) && it.created_at === entry.created_at && it.actor === entry.actor && ![...partners.values()].includes(it));
    if (led) {
      partners.set(entry.id, led);
    }
  }
  const told = new Set([...partners.values()].map(({ id }) => id));
  return entries
    .filter(({ id }) => !told.has(id))
    .map((entry) => ({ entry, led: partners.get(entry.id) ?? null }))
    .sort((one, other) => other.entry.id - one.entry.id);
}

/** Steps as people know them; any other change of the status was made by hand or by a rule. */
const MOVES: Partial<Record<string, ParseKeys>> = {
  'NEW>IN_REVIEW': 'timeline.taken',
  'PAYMENT_PROOF_UPLOADED>PAID': 'timeline.payment_confirmed',
  'PAID>IN_PROGRESS': 'timeline.started',
  'IN_PROGRESS>COMPLETED': 'timeline.completed',
  'IN_REVIEW>DECLINED_BY_MASTER': 'timeline.declined',
  'AWAITING_PAYMENT>DECLINED_BY_MASTER': 'timeline.declined',
};

/** The name of the sentence that tells what happened. */
export function sentenceOf(entry: Entry): ParseKeys {
  if (entry.event_type !== 'status_changed') {
    return `timeline.${entry.event_type}`;
  }
  return MOVES[`${entry.from_status}>${entry.to_status}`] ?? (entry.from_status ? 'timeline.moved' : 'timeline.set');
}

/** Notes the server writes by itself say nothing that the sentence has not said, and in one language. */
const BY_ITSELF = /^(Мастер взял заявку|Клиент отметил оплату|Удалено сообщение №\d+)$/;

export function noteOf({ entry, led }: Happening): string {
  return [entry.note, led?.note ?? ''].filter((note) => note && !BY_ITSELF.test(note)).join(' ');
}
