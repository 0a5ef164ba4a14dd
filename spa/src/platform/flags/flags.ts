import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { api, ask, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

export type FeatureFlag = Schemas['FeatureFlag'];
export type FlagEvaluation = Schemas['FlagEvaluation'];
export type FlagChange = Schemas['FeatureFlagChange'];

/** Parts of the platform that the server itself asks about: what they are, and what it means that they are off. */
export const SWITCHES: Record<string, ParseKeys> = {
  self_registration: 'flags.switch.self_registration',
  sla_watch: 'flags.switch.sla_watch',
  score_refresh: 'flags.switch.score_refresh',
  rule_telegram: 'flags.switch.rule_telegram',
  rule_emit_event: 'flags.switch.rule_emit_event',
  rule_simulation: 'flags.switch.rule_simulation',
};

export function rolesOf({ conditions }: Pick<FeatureFlag, 'conditions'>): Schemas['Role'][] {
  const roles = typeof conditions === 'object' && conditions !== null && 'roles' in conditions ? conditions.roles : [];
  return Array.isArray(roles) ? roles.filter((role): role is Schemas['Role'] => ['client', 'master', 'admin'].includes(String(role))) : [];
}

/** The same conditions for other roles; none is everybody. */
export function forRoles(conditions: FeatureFlag['conditions'], roles: string[]): FeatureFlag['conditions'] {
  const { roles: _, ...rest } = (typeof conditions === 'object' && conditions !== null && !Array.isArray(conditions) ? conditions : {}) as Record<string, unknown>;
  return roles.length ? { ...rest, roles } : rest;
}

/** What is written of a flag. */
export type FlagValues = Pick<FeatureFlag, 'name' | 'is_enabled' | 'rollout_percentage' | 'scope' | 'users'> & { roles: Schemas['Role'][] };

/** What there is to be changed of a flag; of a new one, what it begins with. */
export function valuesOf(flag: FeatureFlag | null): FlagValues {
  return flag
    ? { name: flag.name, is_enabled: flag.is_enabled, rollout_percentage: flag.rollout_percentage, scope: flag.scope, roles: rolesOf(flag), users: flag.users }
    : { name: '', is_enabled: false, rollout_percentage: 100, scope: 'global', roles: [], users: [] };
}

/** Those of mine that are not as they are saved. */
export function changesOf(saved: FlagValues, mine: FlagValues): Partial<FlagValues> {
  const names = Object.keys(saved) as (keyof FlagValues)[];
  return Object.fromEntries(names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(saved[name])).map((name) => [name, mine[name]]));
}

/** A switch counts for everybody alike: one that is meant for some is off. */
export function isNarrowed(flag: FeatureFlag): boolean {
  return flag.is_enabled && (flag.scope !== 'global' || flag.rollout_percentage === 0 || rolesOf(flag).length > 0);
}

export function useFeatureFlags() {
  return useQuery({ queryKey: keys.featureFlags, queryFn: () => ask(api.GET('/admin/feature-flags/')) });
}

/** What every flag says to the reader, and why. */
export function useMyFlags() {
  return useQuery({ queryKey: keys.flags, queryFn: () => ask(api.GET('/flags/')) });
}

function byName(one: FeatureFlag, other: FeatureFlag) {
  return one.name < other.name ? -1 : 1;
}

/** Changes a flag: seen at once, and taken back when the server refuses. */
export function useChangeFlag() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: FlagChange }) =>
      ask(api.PATCH('/admin/feature-flags/{id}/', { params: { path: { id } }, body: change })),
    onMutate: ({ id, change }) => {
      const before = queries.getQueryData<FeatureFlag[]>(keys.featureFlags);
      queries.setQueryData<FeatureFlag[]>(keys.featureFlags, (all) => all?.map((flag) => (flag.id === id ? ({ ...flag, ...change } as FeatureFlag) : flag)));
      return { before };
    },
    onError: (_failure, _change, context) => {
      queries.setQueryData(keys.featureFlags, context?.before);
    },
    onSuccess: (flag) => {
      queries.setQueryData<FeatureFlag[]>(keys.featureFlags, (all) => all?.map((it) => (it.id === flag.id ? flag : it)).sort(byName));
      void queries.invalidateQueries({ queryKey: keys.flags });
    },
  });
}

export function useCreateFlag() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ flag, key }: { flag: Schemas['NewFeatureFlag']; key: string }) =>
      ask(api.POST('/admin/feature-flags/', { params: { header: { 'Idempotency-Key': key } }, body: flag })),
    onSuccess: (flag) => {
      queries.setQueryData<FeatureFlag[]>(keys.featureFlags, (all) => all && [...all, flag].sort(byName));
      void queries.invalidateQueries({ queryKey: keys.flags });
    },
  });
}

export function useDeleteFlag() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.DELETE('/admin/feature-flags/{id}/', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      queries.setQueryData<FeatureFlag[]>(keys.featureFlags, (all) => all?.filter((flag) => flag.id !== id));
      void queries.invalidateQueries({ queryKey: keys.flags });
    },
  });
}
