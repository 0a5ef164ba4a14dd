import { useCallback, useState } from 'react';
import { useSession } from '../session/session';

/** What the names of all drafts of an account begin with: others who sign in at this browser do not find them. */
export function draftsOf(account: number): string {
  return `guildhall.draft.${account}.`;
}

/**
 * A state that survives a reload: what somebody has typed and not sent. Files are not kept.
 *
 * @param name what it is a draft of, e.g. `message.12`
 * @returns the value, what changes it, what forgets it
 */
export function useDraft<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
  const account = useSession().me?.user.id ?? 0;
  const key = draftsOf(account) + name;
  const [state, setState] = useState(() => ({ key, value: read(key, initial) }));
  // Another draft under the same roof, as when the page of one order becomes that of another.
  const value = state.key === key ? state.value : read(key, initial);
  const change = useCallback(
    (next: T) => {
      setState({ key, value: next });
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(key);
    setState({ key, value: initial });
  }, [key]);
  return [value, change, forget];
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}

/** Nobody else on this computer is to find them. */
export function forgetDrafts(account: number) {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(draftsOf(account)))
    .forEach((key) => localStorage.removeItem(key));
}
