import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { turnOf } from '../orders/progress';
import { isFinal } from '../orders/steps';

/** The client's orders, newest first. */
export function useMyOrders() {
  return useQuery({ queryKey: keys.myOrders, queryFn: () => ask(api.GET('/appointments/my/')) });
}

export const FILTERS = ['all', 'active', 'toPay', 'done', 'closed'] as const;
export type Filter = (typeof FILTERS)[number];

const FITS: Record<Filter, (order: Order) => boolean> = {
  all: () => true,
  active: ({ status }) => !isFinal(status),
  toPay: ({ status }) => status === 'AWAITING_PAYMENT',
  done: ({ status }) => status === 'COMPLETED',
  closed: ({ status }) => status === 'DECLINED_BY_MASTER' || status === 'CANCELLED',
};

export function filterOf(value: string | null): Filter {
  return FILTERS.find((one) => one === value) ?? 'all';
}

/** Those of a kind in which all the words are found, in whatever is shown of them. */
export function chosen(orders: Order[], filter: Filter, search = ''): Order[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return orders.filter((order) => {
    const text = [order.id, order.brand, order.model, order.description, order.master_username ?? ''].join(' ').toLowerCase();
    return FITS[filter](order) && words.every((word) => text.includes(word.replace(/^[№#]/, '')));
  });
}

/** What waits for the client before what waits for others. */
export function mineFirst(orders: Order[]): Order[] {
  const rank = ({ status, unread_count }: Order) => (turnOf(status) === 'client' ? 0 : unread_count > 0 ? 1 : 2);
  return orders.toSorted((one, other) => rank(one) - rank(other));
}

/** The one thing a client should do now. */
export type Due = { what: 'pay' | 'answer' | 'review'; order: Order } | { what: 'first' | 'nothing' };

/** @param unreviewed the latest completed order, if its client has not said anything about it */
export function dueNow(orders: Order[], unreviewed: Order | null): Due {
  const active = chosen(orders, 'active');
  const pay = active.find(({ status }) => status === 'AWAITING_PAYMENT');
  if (pay) {
    return { what: 'pay', order: pay };
  }
  const answer = orders.find(({ unread_count }) => unread_count > 0);
  if (answer) {
    return { what: 'answer', order: answer };
  }
  if (unreviewed) {
    return { what: 'review', order: unreviewed };
  }
  return { what: active.length > 0 ? 'nothing' : 'first' };
}
