import { useCallback, useState } from 'react';

const PREFIX = 'guildhall.draft.';

/**
 * A state that survives a reload: what somebody has typed and not sent. Files are not kept.
 *
 * @param name what it is a draft of, e.g. `message.12`
 * @returns the value, what changes it, what forgets it
 */
export function useDraft<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
  const [state, setState] = useState(() => ({ name, value: read(name, initial) }));
  // Another draft under the same roof, as when the page of one order becomes that of another.
  const value = state.name === name ? state.value : read(name, initial);
  const change = useCallback(
    (next: T) => {
      setState({ name, value: next });
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
    },
    [name],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(PREFIX + name);
    setState({ name, value: initial });
  }, [name]);
  return [value, change, forget];
}

function read<T>(name: string, initial: T): T {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}

/** Nobody else on this computer is to find them. */
export function forgetDrafts() {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => localStorage.removeItem(key));
}
