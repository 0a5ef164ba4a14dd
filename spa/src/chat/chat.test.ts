import { describe, expect, it } from 'vitest';
import type { Frame, Order } from '../live/frames';
import { mayDelete, mayRead, mayWrite, partOf } from './access';
import { kindOf, pasted } from './files';
import { othersRead } from './reading';
import { typistsAfter } from './typing';

const order = (more: Partial<Order> = {}) => ({ id: 12, client: 1, assigned_master: 2, status: 'IN_REVIEW', ...more }) as Order;
const somebody = (id: number, more: object = {}) => ({ id, role: 'client' as const, is_master_active: false, permissions: [], ...more });
const admin = (...permissions: ('chat.read' | 'chat.write' | 'chat.moderate')[]) => somebody(9, { role: 'admin', permissions });

describe('who may take part', () => {
  it.each([
    ['the client', somebody(1), order(), true],
    ['another client', somebody(3), order(), false],
    ['its master', somebody(2, { role: 'master' }), order(), true],
    ['a master to whom it is offered', somebody(4, { role: 'master', is_master_active: true }), order({ status: 'NEW', assigned_master: null }), true],
    ['a master who takes no orders', somebody(4, { role: 'master' }), order({ status: 'NEW', assigned_master: null }), false],
    ['a master when another has it', somebody(4, { role: 'master', is_master_active: true }), order(), false],
    ['an analyst', admin(), order(), false],
  ])('%s', (_, reader, one, may) => {
    expect(mayRead(reader, one)).toBe(may);
    expect(mayWrite(reader, one)).toBe(may);
  });

  it('admins by what they may do', () => {
    expect(mayRead(admin('chat.read'), order())).toBe(true);
    expect(mayWrite(admin('chat.read'), order())).toBe(false);
    expect(mayWrite(admin('chat.write'), order())).toBe(true);
  });

  it('deletes their own, and moderators anybody’s, once', () => {
    const message = { sender: 1, is_deleted: false };
    expect(mayDelete(somebody(1), message)).toBe(true);
    expect(mayDelete(somebody(2), message)).toBe(false);
    expect(mayDelete(admin('chat.moderate'), message)).toBe(true);
    expect(mayDelete(somebody(1), { ...message, is_deleted: true })).toBe(false);
  });

  it('is called by their part in the order', () => {
    expect([1, 2, 9].map((account) => partOf(account, order()))).toEqual(['client', 'master', null]);
  });
});

describe('read receipts', () => {
  const marks = [
    { account: 1, username: 'ann', last_read_message_id: 7 },
    { account: 2, username: 'bob', last_read_message_id: 4 },
    { account: 9, username: 'boss', last_read_message_id: 99 },
  ];

  it('count the other side alone', () => {
    expect(othersRead(marks, 1, [1, 2])).toBe(4);
    expect(othersRead(marks, 2, [1, 2])).toBe(7);
  });

  it('count either side for an admin, and nobody when there is nobody', () => {
    expect(othersRead(marks, 9, [1, 2])).toBe(7);
    expect(othersRead([], 1, [1, null])).toBe(0);
  });
});

describe('who is typing', () => {
  const frame = (type: string, payload: unknown): Frame => ({ topic: 'appointment:12', seq: null, type, occurred_at: '', payload });
  const typing = typistsAfter({}, frame('typing', { account: 2, username: 'bob' }), 1_000);

  it('is shown for some seconds', () => {
    expect(typing).toEqual({ 2: { username: 'bob', until: 6_000 } });
  });

  it('is not any more once they have sent it', () => {
    expect(typistsAfter(typing, frame('message.created', { sender: 2 }), 2_000)).toEqual({});
    expect(typistsAfter(typing, frame('message.created', { sender: 1 }), 2_000)).toBe(typing);
    expect(typistsAfter(typing, frame('message.created', null), 2_000)).toBe(typing);
  });
});

describe('files', () => {
  it.each([
    ['https://here/media/chat_files/0f.pdf?expires=1&signature=a.png', 'pdf'],
    ['https://here/media/chat_files/0f.zip', 'archive'],
    ['notes.LOG', 'text'],
    ['whatever', 'other'],
  ])('%s is of the kind %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  it('from the clipboard get names of their own', () => {
    const now = new Date('2026-11-23T07:01:02Z');
    const [image, named] = pasted([new File(['x'], 'image.png', { type: 'image/png' }), new File(['x'], 'receipt 5.png', { type: 'image/png' })], now);
    expect(image?.name).toBe('20261123070102.png');
    expect(named?.name).toBe('receipt 5.png');
  });
});
