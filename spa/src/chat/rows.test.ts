import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import type { Message } from '../live/frames';
import type { Unsent } from './outbox';
import { notArrived, readUpTo, rowsOf, unreadLine } from './rows';

const ANN = 1;
const BOB = 2;

const said = (id: number, sender: number, at: string, more: Partial<Message> = {}) =>
  ({ id, sender, sender_username: sender === ANN ? 'ann' : 'bob', text: `text ${id}`, file_url: null, is_deleted: false, created_at: at, ...more }) as Message;
const became = (id: number, to_status: string, at: string, event_type = 'status_changed') => ({ id, event_type, from_status: 'NEW', to_status, created_at: at }) as Schemas['TimelineEntry'];
const unsent = (key: string, text: string, after: number, failure?: string): Unsent => ({ key, order: 12, text, at: 0, after, failure });

describe('the rows of a chat', () => {
  it('put together what one person says within a minute', () => {
    const rows = rowsOf(
      [said(1, ANN, '2026-11-23T10:00:05'), said(2, ANN, '2026-11-23T10:00:50'), said(3, BOB, '2026-11-23T10:00:55'), said(4, BOB, '2026-11-23T10:01:05')],
      [],
      [],
      null,
    );
    expect(rows.map((row) => (row.kind === 'said' ? row.messages.map(({ id }) => id) : row.kind))).toEqual(['day', [1, 2], [3], [4]]);
  });

  it('begin each day, and tell where the order went', () => {
    const rows = rowsOf(
      [said(1, ANN, '2026-11-23T23:59:50'), said(2, ANN, '2026-11-24T00:00:10')],
      [became(8, 'IN_REVIEW', '2026-11-24T00:00:05'), became(7, '', '2026-11-23T23:00:00', 'price_set')],
      [],
      null,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'said', 'day', 'status', 'said']);
  });

  it('say where the unread ones begin, and end with what is unsent', () => {
    const rows = rowsOf([said(1, BOB, '2026-11-23T10:00:05'), said(2, BOB, '2026-11-23T10:00:06')], [], [unsent('k', 'hi', 2)], 2);
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'said', 'unread', 'said', 'unsent']);
  });
});

describe('what has not arrived', () => {
  const at = '2026-11-23T10:00:00';

  it('is not shown twice when the stream is faster than the answer', () => {
    expect(notArrived([unsent('a', 'hi', 5)], [said(6, ANN, at, { text: 'hi' })], ANN)).toEqual([]);
  });

  it('is not taken for something older, of somebody else, or other words', () => {
    const all = [said(5, ANN, at, { text: 'hi' }), said(6, BOB, at, { text: 'hi' }), said(7, ANN, at, { text: 'hello' })];
    expect(notArrived([unsent('a', 'hi', 5)], all, ANN)).toHaveLength(1);
  });

  it('is told apart from the same words said again', () => {
    const left = notArrived([unsent('a', 'ok', 5), unsent('b', 'ok', 5)], [said(6, ANN, at, { text: 'ok' })], ANN);
    expect(left.map(({ key }) => key)).toEqual(['b']);
  });

  it('stays for a decision when it was refused', () => {
    expect(notArrived([unsent('a', 'ok', 5, 'No.')], [said(6, ANN, at, { text: 'ok' })], ANN)).toHaveLength(1);
  });
});

describe('the unread line', () => {
  const at = '2026-11-23T10:00:00';
  const all = [said(1, BOB, at), said(2, ANN, at), said(3, BOB, at, { is_deleted: true }), said(4, BOB, at), said(5, BOB, at)];

  it('stands above the first of the others that was not read', () => {
    expect(unreadLine(all, ANN, 2)).toBe(4);
    expect(unreadLine(all, ANN, 5)).toBeNull();
  });

  it('is not there for whoever has answered', () => {
    expect(unreadLine(all, BOB, 0)).toBeNull();
  });

  it('can be found from how many are unread', () => {
    expect(unreadLine(all, ANN, readUpTo(all, ANN, 2))).toBe(4);
    expect(unreadLine(all, ANN, readUpTo(all, ANN, 0))).toBeNull();
    expect(readUpTo([], ANN, 3)).toBe(-1);
  });
});
