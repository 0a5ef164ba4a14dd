import type { Order } from '../live/frames';

/** The conversation of an order; fills the height it is given. */
export function Chat({ order }: { order: Order }) {
  return <span data-order={order.id} />;
}
