import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask, askPage, newKey, type Schemas } from '../../api/client';

export type Webhook = Schemas['Webhook'];
export type WebhookWithSecret = Schemas['WebhookWithSecret'];
export type WebhookDelivery = Schemas['WebhookDelivery'];

/** What is written of a webhook. */
export type WebhookValues = { url: string; description: string; event_types: string };

const LIST = ['admin', 'webhooks'] as const;
const deliveriesOf = (id: number) => ['admin', 'webhook-deliveries', id] as const;

/** How soon to look again whether something has arrived, at the earliest and at the latest, in milliseconds. */
const SOON = 3_000;
const LATE = 300_000;

/** One for each line, or between commas; none is all. */
export function typesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

export function valuesOf(webhook: Webhook | null): WebhookValues {
  return { url: webhook?.url ?? '', description: webhook?.description ?? '', event_types: webhook?.event_types.join('\n') ?? '' };
}

export function useWebhooks(refetchInterval: number | false) {
  return useQuery({ queryKey: LIST, queryFn: () => ask(api.GET('/admin/webhooks/')), refetchInterval });
}

/** Makes a webhook, or changes one. Only a new one has a secret to be shown. */
export function useSaveWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, values }: { id?: number; values: WebhookValues }): Promise<WebhookWithSecret | null> => {
      const body = { url: values.url.trim(), description: values.description.trim(), event_types: typesOf(values.event_types) };
      if (id === undefined) {
        return ask(api.POST('/admin/webhooks/', { body }));
      }
      await ask(api.PATCH('/admin/webhooks/{id}/', { params: { path: { id } }, body }));
      return null;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}

export function useSwitchWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, is_enabled }: Pick<Webhook, 'id' | 'is_enabled'>) => ask(api.PATCH('/admin/webhooks/{id}/', { params: { path: { id } }, body: { is_enabled } })),
    onSuccess: (webhook) => queries.setQueryData<Webhook[]>(LIST, (all) => all?.map((it) => (it.id === webhook.id ? webhook : it))),
  });
}

export function useDeleteWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.DELETE('/admin/webhooks/{id}/', { params: { path: { id } } })),
    onSuccess: (_, id) => queries.setQueryData<Webhook[]>(LIST, (all) => all?.filter((it) => it.id !== id)),
  });
}

export function useRotateSecret() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/admin/webhooks/{id}/rotate-secret/', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}

export function useTestWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/admin/webhooks/{id}/test/', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } } })),
    onSuccess: (_, id) => queries.invalidateQueries({ queryKey: deliveriesOf(id) }),
  });
}

export function useDeliveries(id: number) {
  return useInfiniteQuery({
    queryKey: deliveriesOf(id),
    queryFn: ({ pageParam }) => askPage(api.GET('/admin/webhooks/{id}/deliveries/', { params: { path: { id }, query: { limit: 20, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => lookAgain(state.data?.pages.flatMap(({ items }) => items) ?? [], Date.now()),
  });
}

/** When the next attempt of those that wait will have been made, in milliseconds from now; false when nothing waits. */
export function lookAgain(deliveries: Pick<WebhookDelivery, 'state' | 'next_attempt_at'>[], now: number): number | false {
  const waiting = deliveries.filter(({ state }) => state === 'waiting').map(({ next_attempt_at: at }) => (at === null ? now : Date.parse(at)));
  return waiting.length > 0 && Math.min(Math.max(Math.min(...waiting) - now + SOON, SOON), LATE);
}

export function useReplay(webhook: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/admin/webhooks/deliveries/{id}/replay/', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: deliveriesOf(webhook) }),
  });
}
