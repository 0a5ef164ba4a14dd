import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import type { RuleDraft } from './draft';
import { ruleKeys, type Rule, type StoredRule } from './queries';

const STRICT = 'handling=strict';

/** The rule as it was before the reader began to write; whoever was faster is not overwritten. */
type Writing = { draft: RuleDraft; etag: string; key: string };

/** Saves a rule that makes sense; everything else is refused with its problems. */
export function useSaveRule(id: number | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ draft, etag, key }: Writing): Promise<StoredRule> => {
      const answer =
        id === null
          ? await api.POST('/admin/rules/', { params: { header: { 'Idempotency-Key': key, Prefer: STRICT } }, body: bodyOf(draft) })
          : await api.PUT('/admin/rules/{id}/', { params: { path: { id }, header: { 'If-Match': etag, Prefer: STRICT } }, body: bodyOf(draft) });
      const rule = (await ask<Schemas['Rule']>(Promise.resolve(answer))) as Rule;
      return { rule, etag: answer.response.headers.get('ETag') ?? '' };
    },
    onSuccess: (stored) => {
      keep(queries, stored);
    },
  });
}

function bodyOf(draft: RuleDraft): Schemas['NewRule'] {
  return draft as Schemas['NewRule'];
}

/** Switches a rule in the list at once, and back when the server refuses. */
export function useSwitchRule() {
  const queries = useQueryClient();
  const show = (id: number, is_active: boolean) =>
    queries.setQueryData<Rule[]>(ruleKeys.list, (all) => all?.map((rule) => (rule.id === id ? { ...rule, is_active } : rule)));
  return useMutation({
    mutationFn: async ({ id, is_active }: { id: number; is_active: boolean }) => {
      const answer = await api.PATCH('/admin/rules/{id}/', { params: { path: { id } }, body: { is_active } });
      return { rule: (await ask<Schemas['Rule']>(Promise.resolve(answer))) as Rule, etag: answer.response.headers.get('ETag') ?? '' };
    },
    onMutate: ({ id, is_active }) => {
      show(id, is_active);
    },
    onError: (_, { id, is_active }) => {
      show(id, !is_active);
    },
    onSuccess: (stored) => {
      keep(queries, stored);
    },
  });
}

export function useDeleteRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, etag }: { id: number; etag: string }) =>
      ask(api.DELETE('/admin/rules/{id}/', { params: { path: { id }, header: { 'If-Match': etag } } })),
    onSuccess: (_, { id }) => {
      queries.setQueryData<Rule[]>(ruleKeys.list, (all) => all?.filter((rule) => rule.id !== id));
      queries.removeQueries({ queryKey: ruleKeys.one(id) });
    },
  });
}

function keep(queries: ReturnType<typeof useQueryClient>, stored: StoredRule) {
  const { rule, etag } = stored;
  if (etag) {
    queries.setQueryData<StoredRule>(ruleKeys.one(rule.id), stored);
  } else {
    void queries.invalidateQueries({ queryKey: ruleKeys.one(rule.id) });
  }
  queries.setQueryData<Rule[]>(ruleKeys.list, (all) => (all?.some((it) => it.id === rule.id) ? all.map((it) => (it.id === rule.id ? rule : it)) : all && [...all, rule]));
  // A change of one may close or open a circle with another.
  void queries.invalidateQueries({ queryKey: ruleKeys.list });
  void queries.invalidateQueries({ queryKey: ruleKeys.versions(rule.id) });
}

