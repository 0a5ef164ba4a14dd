import { useInfiniteQuery } from '@tanstack/react-query';
import { api, askPage } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';

const PAGE = 30;

/** What a master is done with, newest first, with what is still to be done. */
export function useFinishedOrders() {
  return useInfiniteQuery({
    queryKey: [...keys.orders, 'finished'],
    queryFn: ({ pageParam }) =>
      askPage(api.GET('/appointments/finished/', { params: { query: { limit: PAGE, cursor: pageParam, include: 'available_actions' } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    // A review, which is written on the page of its order, changes what is to be done, and no frame tells of that.
    staleTime: 0,
  });
}

/** Whether its client has not been reviewed yet, and can be. */
export function isToBeReviewed({ available_actions = [] }: Pick<Order, 'available_actions'>): boolean {
  return available_actions.some(({ action, allowed }) => action === 'review-client' && allowed);
}

/** Those whose client is to be reviewed come first. */
export function byReview<T extends Pick<Order, 'available_actions'>>(orders: T[]): T[] {
  return orders.toSorted((one, other) => Number(isToBeReviewed(other)) - Number(isToBeReviewed(one)));
}
