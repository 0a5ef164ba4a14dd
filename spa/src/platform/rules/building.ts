import { createContext, useContext } from 'react';
import type { Catalogue, Problem } from './queries';
import type { RuleWords } from './words';

/** What all parts of the builder need of the rule they are parts of. */
export type Building = { catalogue: Catalogue; words: RuleWords; event: string; problems: Problem[] };

export const BuildingContext = createContext<Building | null>(null);

export function useBuilding(): Building {
  const building = useContext(BuildingContext);
  if (!building) {
    throw new Error('No rule is being built around this.');
  }
  return building;
}

/** @returns what is wrong in exactly this place, or anywhere below it */
export function problemsAt(problems: Problem[], pointer: string, { below = false } = {}): Problem[] {
  return problems.filter((problem) => problem.pointer === pointer || (below && problem.pointer.startsWith(`${pointer}/`)));
}
