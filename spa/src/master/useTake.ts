import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, ask, newKey } from '../api/client';
import { Offline } from '../api/failure';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { useFeedback } from '../ui/feedback';

/** Takes an order out of the queue; of several masters at once one wins, and the others are told. */
export function useTake(onTaken: (order: Order) => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { say, sayFailure } = useFeedback();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      ask(api.POST('/appointments/{id}/take/', { params: { path: { id }, header: { 'Idempotency-Key': key } } })) as Promise<Order>,
    // Under the same key: whether the first one has arrived does not matter.
    retry: (attempt, failure) => attempt < 2 && failure instanceof Offline,
    onSuccess: (order) => {
      onTaken(order);
      queries.setQueryData<Order[]>(keys.queue, (all) => all?.filter(({ id }) => id !== order.id));
      void queries.invalidateQueries({ queryKey: keys.activeOrders });
      void queries.invalidateQueries({ queryKey: keys.dashboard });
      say(t('queue.taken', { id: order.id }), { label: t('do.open'), run: () => void navigate(`/orders/${order.id}`) });
    },
    onError: (failure) => {
      sayFailure(failure);
      void queries.invalidateQueries({ queryKey: keys.queue });
    },
  });
  return {
    take: (order: Order) => !isPending && mutate({ id: order.id, key: newKey() }),
    /** The order that is being taken at this moment. */
    taking: isPending ? variables.id : null,
  };
}
