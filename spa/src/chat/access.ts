import type { Order } from '../live/frames';
import type { Me } from '../session/session';

type Reader = Pick<Me['user'], 'id' | 'role' | 'is_master_active' | 'permissions'>;

/** Whether somebody may read what is written about an order; the server decides by the same rule. */
export function mayRead(reader: Reader, order: Order): boolean {
  return reader.permissions.includes('chat.read') || takesPart(reader, order);
}

export function mayWrite(reader: Reader, order: Order): boolean {
  return reader.permissions.includes('chat.write') || takesPart(reader, order);
}

export function mayDelete(reader: Reader, message: { sender: number; is_deleted: boolean }): boolean {
  return !message.is_deleted && (message.sender === reader.id || reader.permissions.includes('chat.moderate'));
}

/** Its client and its master; while it waits for one, any master who can take orders. */
function takesPart(reader: Reader, order: Order): boolean {
  return order.client === reader.id || order.assigned_master === reader.id || (order.status === 'NEW' && reader.role === 'master' && reader.is_master_active);
}

/** What somebody is in an order; null for those who have no part in it now. */
export function partOf(account: number, order: Order): 'client' | 'master' | null {
  return account === order.client ? 'client' : account === order.assigned_master ? 'master' : null;
}
