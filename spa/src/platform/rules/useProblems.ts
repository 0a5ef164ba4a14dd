import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { Failure } from '../../api/failure';
import type { RuleDraft } from './draft';
import type { Problem } from './queries';

/** So long nobody types. */
const PAUSE = 500;

/**
 * What makes no sense in a rule that is being written, without saving it: a simulation of one event tells. When there are no simulations
 * just now there is nothing to tell, and saving says it.
 */
export function useProblems(draft: RuleDraft, isWanted: boolean): Problem[] {
  const rule = JSON.stringify({ ...draft, name: 'check' });
  const [checked, setChecked] = useState(rule);
  useEffect(() => {
    const timer = setTimeout(() => setChecked(rule), PAUSE);
    return () => clearTimeout(timer);
  }, [rule]);
  const { data } = useQuery({
    queryKey: ['rule-problems', checked],
    queryFn: async (): Promise<Problem[]> => {
      try {
        const answer = await ask(api.POST('/admin/rules/simulate/', { body: { rule: JSON.parse(checked) as Record<string, unknown>, last: 1 } }));
        return (answer as Schemas['Simulation']).problems;
      } catch (failure) {
        return failure instanceof Failure ? failure.problems : [];
      }
    },
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return data ?? [];
}
