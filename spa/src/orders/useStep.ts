import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, newKey, type Schemas } from '../api/client';
import { Failure, Offline } from '../api/failure';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { useFeedback } from '../ui/feedback';
import { tagOf, useKeepOrder } from './order';

/** What is to be done with an order. */
export type Step =
  | { action: 'take' | 'confirm-payment' | 'start' | 'complete' }
  | { action: 'decline'; body: Schemas['Decline'] }
  | { action: 'set-price'; body: Schemas['Price'] }
  | { action: 'mark-paid'; body: Schemas['Payment'] }
  | { action: 'set-status'; body: Schemas['StatusOverride'] }
  | { action: 'assign'; body: Schemas['Assignment'] };

type Sent = { order: Order; step: Step; tag?: string; key: string };

/** The order is not what its reader saw when they decided; they should look again. */
export function hasChanged(failure: unknown): failure is Failure {
  return (
    failure instanceof Failure &&
    (failure.status === 412 || failure.status === 409 || ['appointment.already_taken', 'error.wrong_state', 'wrong_state'].includes(failure.code))
  );
}

/**
 * Takes steps. `run` gives what the order is then, or null if it had changed meanwhile: then it is read again and its reader told so. Any
 * other refusal is thrown.
 */
export function useStep() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keep = useKeepOrder();
  const { say, sayFailure } = useFeedback();
  const mutation = useMutation({
    mutationFn: send,
    // The same key again, so nothing is done twice.
    retry: (attempt, failure) => attempt < 3 && failure instanceof Offline,
  });

  const run = async (order: Order, step: Step, tag = tagOf(queries, order)): Promise<Order | null> => {
    try {
      const done = await mutation.mutateAsync({ order, step, tag, key: newKey() });
      keep(done);
      say(t(`step.done.${step.action}`));
      return done;
    } catch (failure) {
      if (!hasChanged(failure)) {
        throw failure;
      }
      void queries.invalidateQueries({ queryKey: keys.order(order.id) });
      void queries.invalidateQueries({ queryKey: keys.orders });
      void queries.invalidateQueries({ queryKey: keys.admin });
      sayFailure(failure.status === 412 || !failure.detail ? new Failure(failure.status, t('step.changed'), failure.code) : failure);
      return null;
    }
  };
  return { run, isBusy: mutation.isPending };
}

async function send({ order: { id }, step, tag, key }: Sent): Promise<Order> {
  const params = { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': tag } };
  switch (step.action) {
    case 'take':
      return orderOf(api.POST('/appointments/{id}/take/', { params }));
    case 'decline':
      return orderOf(api.POST('/appointments/{id}/decline/', { params, body: step.body }));
    case 'confirm-payment':
      return orderOf(api.POST('/appointments/{id}/confirm-payment/', { params }));
    case 'start':
      return orderOf(api.POST('/appointments/{id}/start/', { params }));
    case 'complete':
      return orderOf(api.POST('/appointments/{id}/complete/', { params }));
    case 'set-price':
      return orderOf(api.POST('/appointments/{id}/set-price/', { params, body: step.body }));
    case 'mark-paid':
      return orderOf(api.POST('/appointments/{id}/mark-paid/', { params, body: step.body }));
    case 'set-status':
      return orderOf(api.POST('/admin/appointments/{id}/set-status/', { params, body: step.body }));
    case 'assign':
      return orderOf(api.POST('/admin/appointments/{id}/assign/', { params, body: step.body }));
  }
}

/** Nothing is rehearsed here, so the answer is the order. */
async function orderOf(call: Parameters<typeof ask>[0]): Promise<Order> {
  return (await ask(call)) as Order;
}
