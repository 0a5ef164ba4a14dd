import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { readFailed } from '../api/queries';
import { useSession } from '../session/session';
import { apply, reload } from './apply';
import { Hub } from './hub';
import type { Frame, LiveState } from './frames';

const Context = createContext<Hub | null>(null);

/** Keeps what is shown live, over the one connection that all tabs of the browser share. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { me } = useSession();
  const account = me?.user.id;
  const [hub] = useState(() => new Hub(callbacks(queries)));

  useEffect(() => (account === undefined ? undefined : hub.start(account)), [hub, account]);

  // The server is there again: what could not be read meanwhile can be now.
  useEffect(() => hub.subscribe(() => hub.state === 'live' && readFailed(queries)), [hub, queries]);

  return <Context.Provider value={hub}>{children}</Context.Provider>;
}

function callbacks(queries: QueryClient) {
  return { onFrame: (frame: Frame) => apply(queries, frame), onMissed: (topics: string[]) => reload(queries, topics) };
}

function useHub(): Hub {
  const hub = useContext(Context);
  if (!hub) {
    throw new Error('There is no LiveProvider around this.');
  }
  return hub;
}

/** Watches topics beside one's own (`appointment:12`, `queue`, `events`) as long as this is shown. */
export function useTopics(...topics: string[]) {
  const hub = useHub();
  const wanted = topics.join();
  useEffect(() => hub.want(wanted ? wanted.split(',') : []), [hub, wanted]);
}

/** How the connection is. */
export function useLiveState(): LiveState {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribe, () => hub.state);
}

/** Hears frames itself, for what is not kept anywhere, such as who is typing. */
export function useFrames(listener: (frame: Frame) => void) {
  const hub = useHub();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => hub.listen((frame) => latest.current(frame)), [hub]);
}
