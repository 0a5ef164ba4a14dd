import { api, ask, newKey } from '../../api/client';
import { Failure } from '../../api/failure';
import type { Order } from '../../live/frames';
import { money } from '../../ui/format';

/** What orders cost together, each currency for itself. */
export function sumOf(orders: Pick<Order, 'total_price' | 'currency'>[]): string {
  const sums = new Map<string, number>();
  orders.forEach(({ currency, total_price }) => sums.set(currency, (sums.get(currency) ?? 0) + (total_price ?? 0)));
  return [...sums].map(([currency, sum]) => money(sum, currency)).join(' + ');
}

/**
 * Confirms the payment of an order as its reader has seen it in a list.
 *
 * @returns false: it has changed since, and was left as it is
 */
export async function confirmPayment({ id, updated_at }: Pick<Order, 'id' | 'updated_at'>): Promise<boolean> {
  const answer = await api.GET('/appointments/{id}/', { params: { path: { id } } });
  const now = await ask(Promise.resolve(answer));
  if (now.updated_at !== updated_at) {
    return false;
  }
  const header = { 'Idempotency-Key': newKey(), 'If-Match': answer.response.headers.get('ETag') ?? undefined };
  try {
    await ask(api.POST('/admin/appointments/{id}/confirm-payment/', { params: { path: { id }, header } }));
    return true;
  } catch (failure) {
    if (failure instanceof Failure && failure.status === 412) {
      return false;
    }
    throw failure;
  }
}
