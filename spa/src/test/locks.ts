type Held = { release: Promise<unknown>; lose: (failure: DOMException) => void };

/** Enough of Web Locks for several tabs in one process; jsdom has none. */
export function fakeLocks(): LockManager {
  const held = new Map<string, Held>();
  return {
    async query() {
      return { held: [...held.keys()].map((name) => ({ name, mode: 'exclusive' as const })), pending: [] };
    },
    async request(name: string, options: LockOptions | LockGrantedCallback<unknown>, callback?: LockGrantedCallback<unknown>) {
      const work = typeof options === 'function' ? options : callback!;
      const { ifAvailable, signal, steal } = typeof options === 'function' ? ({} as LockOptions) : options;
      if (ifAvailable && held.has(name)) {
        return work(null);
      }
      const robbed = steal ? held.get(name) : undefined;
      while (!steal && held.has(name)) {
        await held.get(name)!.release;
        signal?.throwIfAborted();
      }
      const done = Promise.resolve(work({ name, mode: 'exclusive' }));
      let lose: Held['lose'] = () => undefined;
      const lost = new Promise<never>((_, reject) => (lose = reject));
      const mine: Held = { release: Promise.resolve(), lose };
      // Whoever waits for one that is stolen waits for the thief.
      mine.release = Promise.race([done, lost]).then(
        () => held.get(name) === mine && held.delete(name),
        () => held.get(name) === mine && held.delete(name),
      );
      held.set(name, mine);
      robbed?.lose(new DOMException('Stolen', 'AbortError'));
      return Promise.race([done, lost]);
    },
  } as LockManager;
}
