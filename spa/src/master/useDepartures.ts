import { useEffect, useState } from 'react';

/** How long what is gone stays to be seen. */
const FAREWELL = 4_000;

type Item = { id: number };

/** Those of the list before that are in none of the given ones any more. */
export function departed<T extends Item>(before: T[], ...now: Item[][]): T[] {
  const here = new Set(now.flat().map(({ id }) => id));
  return before.filter(({ id }) => !here.has(id));
}

/**
 * Remembers for some seconds what has left a list, so that nothing vanishes under the eyes of those who read it.
 *
 * @param known what has left for a reason the reader knows, and may go without a word
 */
export function useDepartures<T extends Item>(current: T[] | undefined, known: Item[]): T[] {
  const [seen, setSeen] = useState(current);
  const [gone, setGone] = useState<T[]>([]);

  if (current !== seen) {
    setSeen(current);
    setGone(departed([...gone, ...departed(seen ?? [], gone)], current ?? [], known));
  }
  useEffect(() => {
    if (gone.length === 0) {
      return;
    }
    const timer = setTimeout(() => setGone([]), FAREWELL);
    return () => clearTimeout(timer);
  }, [gone]);

  return gone;
}
