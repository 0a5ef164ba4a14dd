import { describe, expect, it } from 'vitest';
import { happenings, noteOf, sentenceOf, type Entry } from './timeline';

function entry(id: number, more: Partial<Entry>): Entry {
  return { id, event_type: 'status_changed', from_status: '', to_status: '', note: '', metadata: {}, warnings: [], actor: 7, created_at: '2026-11-23T06:58:47Z', ...more };
}
const priced = entry(1, { event_type: 'price_set', metadata: { total_price: 2500 } });
const awaiting = entry(2, { from_status: 'IN_REVIEW', to_status: 'AWAITING_PAYMENT' });

describe('what happened', () => {
  it('is told once for a step and the status it led to', () => expect(happenings([priced, awaiting])).toEqual([{ entry: priced, led: awaiting }]));

  it('is told apart when it happened apart', () => {
    const later = { ...awaiting, created_at: '2026-11-23T07:00:00Z' };
    expect(happenings([priced, later]).map(({ entry: { id } }) => id)).toEqual([2, 1]);
  });

  it('keeps the notes of people and leaves out those the server always writes', () => {
    expect(noteOf({ entry: entry(1, { note: 'Клиент просил по телефону' }), led: null })).toBe('Клиент просил по телефону');
    expect(noteOf({ entry: entry(1, { note: 'Мастер взял заявку' }), led: null })).toBe('');
    expect(noteOf({ entry: entry(1, { event_type: 'message_deleted', note: 'Удалено сообщение №291' }), led: null })).toBe('');
  });

  it('has a sentence of its own for each step, and a plain one for anything else', () => {
    expect(sentenceOf(entry(1, { from_status: 'NEW', to_status: 'IN_REVIEW' }))).toBe('timeline.taken');
    expect(sentenceOf(entry(1, { from_status: 'PAID', to_status: 'NEW' }))).toBe('timeline.moved');
    expect(sentenceOf(priced)).toBe('timeline.price_set');
  });
});
