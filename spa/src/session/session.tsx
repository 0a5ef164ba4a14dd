import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { Failure } from '../api/failure';
import { keys } from '../api/keys';
import { onSignedOut, signedIn, signedOut, wasSignedIn } from './tokens';

export type Me = Schemas['Me'];

type Session = {
  /** Undefined until it is known; null for somebody who is not signed in. */
  me: Me | null | undefined;
  /** Why it is not known yet. */
  error: Error | null;
  retry: () => void;
  /** Takes what a sign-in has answered. */
  enter: (answer: Schemas['SignedIn']) => Promise<void>;
  leave: () => Promise<void>;
};

const Context = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [isIn, setIn] = useState(wasSignedIn);
  const { data, error, refetch } = useQuery({
    queryKey: keys.me,
    queryFn: () => ask(api.GET('/me/')),
    enabled: isIn,
    staleTime: Infinity,
  });
  const isRefused = error instanceof Failure && error.status === 401;

  useEffect(
    () =>
      onSignedOut(() => {
        setIn(false);
        queries.clear();
      }),
    [queries],
  );

  const enter = useCallback(
    async (answer: Schemas['SignedIn']) => {
      queries.clear();
      signedIn(answer.access);
      setIn(true);
      await queries.fetchQuery({ queryKey: keys.me, queryFn: () => ask(api.GET('/me/')) });
    },
    [queries],
  );
  const leave = useCallback(async () => {
    try {
      await ask(api.POST('/auth/logout/', {}));
    } finally {
      signedOut();
    }
  }, []);

  const session = useMemo(
    () => ({
      me: !isIn || isRefused ? null : data,
      error: isRefused ? null : error,
      retry: () => void refetch(),
      enter,
      leave,
    }),
    [isIn, isRefused, data, error, refetch, enter, leave],
  );
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) {
    throw new Error('There is no SessionProvider around this.');
  }
  return session;
}

/** Whoever is signed in; for pages that nobody else gets to. */
export function useMe(): Me['user'] {
  const { me } = useSession();
  if (!me) {
    throw new Error('Nobody is signed in.');
  }
  return me.user;
}

/** Whether the reader has a permission of admins, such as `rules.write`. What one may not do is not shown. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useMe();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}
