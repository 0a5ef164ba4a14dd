import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { applyOrder } from '../live/apply';
import type { Order } from '../live/frames';

/** An order with its tag (`If-Match`), which is of the state at `at`: frames bring newer states without one. */
export type TaggedOrder = Order & { tag?: { value: string; at: string } };

/** One order with what its reader can do with it. */
export function useOrder(id: number) {
  return useQuery({ queryKey: keys.orderDetail(id), queryFn: () => readOrder(id), enabled: Number.isInteger(id) });
}

async function readOrder(id: number): Promise<TaggedOrder> {
  const answer = await api.GET('/appointments/{id}/', { params: { path: { id }, query: { include: 'available_actions' } } });
  const order = await ask(Promise.resolve(answer));
  return tagged(order, answer.response);
}

function tagged(order: Order, response: Response): TaggedOrder {
  const value = response.headers.get('ETag');
  return value ? { ...order, tag: { value, at: order.updated_at } } : order;
}

/** What has happened to an order, the newest first as frames keep it. */
export function timelineOf(id: number) {
  return queryOptions({
    queryKey: keys.timeline(id),
    queryFn: async () => (await ask(api.GET('/appointments/{id}/events/', { params: { path: { id } } }))).toReversed(),
  });
}

/** What the two sides have said about each other, to be asked for. */
export function reviewsOf(id: number) {
  return { queryKey: keys.reviews(id), queryFn: () => ask(api.GET('/appointments/{id}/reviews/', { params: { path: { id } } })) };
}

/** Tells which state of an order its reader has before them; undefined when that is not known, as of one in a list. */
export function tagOf(queries: QueryClient, order: Order): string | undefined {
  const tag = queries.getQueryData<TaggedOrder>(keys.orderDetail(order.id))?.tag;
  return tag?.at === order.updated_at ? tag.value : undefined;
}

/** Takes over what the server has answered: everywhere the order is shown. */
export function useKeepOrder(): (order: Order) => void {
  const queries = useQueryClient();
  return (order) => {
    if (order.status !== 'NEW') {
      queries.setQueryData<Order[]>(keys.queue, (all) => all?.filter(({ id }) => id !== order.id));
    }
    applyOrder(queries, order);
    void queries.invalidateQueries({ queryKey: keys.timeline(order.id) });
  };
}
