import type { Schemas } from '../api/client';
import type { Me } from '../session/session';

type Notification = Schemas['Notification'];

/** What the authors of rules are likely to call the number of an order. */
const ORDER_KEYS = ['appointment_id', 'appointment', 'order_id', 'order'];

/**
 * Where a notification leads: to the page its rule names, to the order it names, or to the list it is most likely about; null when it leads nowhere. A page of
 * somewhere else is none of ours.
 */
export function destinationOf({ type, payload }: Pick<Notification, 'type' | 'payload'>, user: Pick<Me['user'], 'role' | 'permissions'>): string | null {
  const { link } = payload;
  if (typeof link === 'string' && /^\/(?![/\\])/.test(link)) {
    return link;
  }
  const order = ORDER_KEYS.map((key) => Number(payload[key])).find((id) => Number.isSafeInteger(id) && id > 0);
  if (order) {
    return `/orders/${order}`;
  }
  if (type === 'appointment' || type === 'payment') {
    return user.role === 'client' ? '/orders' : user.role === 'master' ? '/board' : user.permissions.includes('appointments.read') ? '/admin/appointments' : null;
  }
  return type === 'security' ? '/profile' : null;
}
