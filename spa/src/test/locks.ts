/** Enough of Web Locks for several tabs in one process; jsdom has none. */
export function fakeLocks(): LockManager {
  const held = new Map<string, Promise<unknown>>();
  return {
    async query() {
      return { held: [...held.keys()].map((name) => ({ name, mode: 'exclusive' as const })), pending: [] };
    },
    async request(name: string, options: LockOptions | LockGrantedCallback<unknown>, callback?: LockGrantedCallback<unknown>) {
      const work = typeof options === 'function' ? options : callback!;
      const { ifAvailable, signal } = typeof options === 'function' ? ({} as LockOptions) : options;
      if (ifAvailable && held.has(name)) {
        return work(null);
      }
      while (held.has(name)) {
        await held.get(name);
        signal?.throwIfAborted();
      }
      const done = Promise.resolve(work({ name, mode: 'exclusive' }));
      const release = () => held.delete(name);
      held.set(name, done.then(release, release));
      return done;
    },
  } as LockManager;
}
