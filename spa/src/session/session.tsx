import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { Failure } from '../api/failure';
import { keys } from '../api/keys';
import { onAccount, signedIn, signedOut, wasSignedIn, type Departure } from './tokens';

export type Me = Schemas['Me'];

/** What the pages for guests are told of why somebody is there: where they wanted to go, and, if they were signed in, who they were. */
export type SentHere = { from: string; ended?: boolean; account?: number | null };

type Gone = { why: Departure; who: number | null };

type Session = {
  /** Undefined until it is known; null for somebody who is not signed in. */
  me: Me | null | undefined;
  /** How the last one here went; null when nobody was, or nobody has gone. */
  gone: Gone | null;
  /** Why it is not known yet. */
  error: Error | null;
  retry: () => void;
  /** Takes what a sign-in has answered. */
  enter: (answer: Schemas['SignedIn']) => Promise<void>;
  /** Ends the session. Fails, and it goes on, when the server cannot be reached. */
  leave: () => Promise<void>;
};

/** How often a server that does not say who is here is asked again, in milliseconds. */
const PATIENCE = 10_000;

const Context = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [isIn, setIn] = useState(wasSignedIn);
  const [gone, setGone] = useState<Gone | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: keys.me,
    queryFn: () => ask(api.GET('/me/')),
    enabled: isIn,
    staleTime: Infinity,
    // Until it is known there is no page and no stream that would notice that the server is back.
    refetchInterval: ({ state }) => (state.status === 'error' ? PATIENCE : false),
  });
  const isRefused = error instanceof Failure && error.status === 401;

  useEffect(
    () =>
      onAccount(({ now, before, why }) => {
        setIn(now !== null);
        setGone(why ? { why, who: before } : null);
        if (now === null) {
          queries.clear();
        }
      }),
    [queries],
  );

  const enter = useCallback(
    async (answer: Schemas['SignedIn']) => {
      queries.clear();
      signedIn(answer.access);
      await queries.fetchQuery({ queryKey: keys.me, queryFn: () => ask(api.GET('/me/')) });
    },
    [queries],
  );
  const leave = useCallback(async () => {
    try {
      await ask(api.POST('/auth/logout/', {}));
    } catch (failure) {
      // Whoever the server does not know any more is signed out as well; where it could not do it, the session goes on.
      if (!(failure instanceof Failure && failure.status < 500)) {
        throw failure;
      }
    }
    signedOut('left');
  }, []);

  const session = useMemo(
    () => ({
      me: !isIn || isRefused ? null : data,
      gone: isRefused ? ({ why: 'ended', who: null } satisfies Gone) : gone,
      error: isRefused ? null : error,
      retry: () => void refetch(),
      enter,
      leave,
    }),
    [isIn, isRefused, gone, data, error, refetch, enter, leave],
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
