import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters that are part of the address: they can be sent to somebody, and are there after a reload. Empty ones are left out.
 *
 * @param defaults every name there is, with what counts when the address says nothing
 */
export function useUrlState<T extends Record<string, string>>(defaults: T): [T, (change: Partial<T>) => void, () => void] {
  const [search, setSearch] = useSearchParams();
  const state = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, search.get(name) ?? value])) as T;
  const change = useCallback(
    (next: Partial<T>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          Object.entries(next).forEach(([name, value]) => (value ? after.set(name, value as string) : after.delete(name)));
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const reset = useCallback(() => setSearch({}, { replace: true }), [setSearch]);
  return [state, change, reset];
}
