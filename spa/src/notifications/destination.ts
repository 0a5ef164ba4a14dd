import type { Schemas } from '../api/client';
import type { Me } from '../session/session';

type Notification = Schemas['Notification'];

/**
 * Where a notification leads: to the page its rule names, to the order it is about, or to the list it is most likely about; null when it leads nowhere. A page
 * of somewhere else is none of ours.
 */
export function destinationOf({ type, payload, appointment }: Pick<Notification, 'type' | 'payload' | 'appointment'>, user: Pick<Me['user'], 'role' | 'permissions'>): string | null {
  const { link } = payload;
  if (typeof link === 'string' && /^\/(?![/\\])/.test(link)) {
    return link;
  }
  const maySeeOrders = user.role !== 'admin' || user.permissions.includes('appointments.read');
  if (appointment !== null) {
    return maySeeOrders ? `/orders/${appointment}` : null;
  }
  if (type === 'appointment' || type === 'payment') {
    return !maySeeOrders ? null : user.role === 'client' ? '/orders' : user.role === 'master' ? '/board' : '/admin/appointments';
  }
  return type === 'security' ? '/profile' : null;
}
