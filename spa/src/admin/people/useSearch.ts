import { useSearchParams } from 'react-router';

/** Filters live in the address: they survive a reload, and can be sent to somebody. */
export function useSearch() {
  const [params, setParams] = useSearchParams();
  return {
    of: (name: string) => params.get(name) ?? '',
    set: (name: string, value: string) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value) {
            next.set(name, value);
          } else {
            next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    reset: () => setParams({}, { replace: true }),
    isEmpty: params.size === 0,
  };
}
