import { useQuery } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { Json } from './json';

export type Rule = Omit<Schemas['Rule'], 'condition_json' | 'action_json'> & { condition_json: Json; action_json: Json };
export type RuleVersion = Omit<Schemas['RuleVersion'], 'condition_json' | 'action_json'> & { condition_json: Json; action_json: Json };
export type RuleRun = Schemas['RuleRun'];
export type TraceLine = Schemas['TraceLine'];
export type Problem = Schemas['PointedProblem'];
export type Catalogue = Schemas['RuleSchema']['catalogue'];
export type RuleField = Schemas['RuleField'];
export type ActionKind = Catalogue['actions'][number];
export type Parameter = ActionKind['parameters'][number];

/** A rule and the state it is in, to be named by whoever changes it (`If-Match`). */
export type StoredRule = { rule: Rule; etag: string };

/** Rules change when people change them: events leave these alone, except what rules have made of events. */
export const ruleKeys = {
  catalogue: ['rules', 'catalogue'] as const,
  list: ['rules', 'list'] as const,
  one: (id: number) => ['rules', 'one', id] as const,
  lastRuns: (id: number) => ['rules', 'last-runs', id] as const,
  versions: (id: number) => ['rules', 'versions', id] as const,
  runs: (id: number, verdict: string) => [...keys.admin, 'rule-runs', id, verdict] as const,
  runsOfEvent: (id: number) => ['rules', 'event-runs', id] as const,
};

/** What rules are made of. It changes with the server alone. */
export function useCatalogue(enabled = true) {
  return useQuery({
    queryKey: ruleKeys.catalogue,
    queryFn: async () => (await ask(api.GET('/admin/rules/schema/'))).catalogue,
    staleTime: Infinity,
    enabled,
  });
}

export function useRules() {
  return useQuery({
    queryKey: ruleKeys.list,
    queryFn: async () => (await ask(api.GET('/admin/rules/'))) as Rule[],
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
}

export function useRule(id: number | null) {
  return useQuery({
    queryKey: ruleKeys.one(id ?? 0),
    queryFn: async (): Promise<StoredRule> => {
      const answer = await api.GET('/admin/rules/{id}/', { params: { path: { id: id! } } });
      return { rule: (await ask(Promise.resolve(answer))) as Rule, etag: answer.response.headers.get('ETag') ?? '*' };
    },
    enabled: id !== null,
    // Somebody else may have changed it, of which no frame tells.
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
}
