import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { keys } from '../api/keys';
import { useLiveState } from '../live/live';
import type { Message } from '../live/frames';
import { useMe } from '../session/session';
import { account } from '../session/tokens';
import { useFailureWords } from '../ui/states';
import { deliver } from './delivery';
import { Outbox, type Deliver } from './outbox';

const Context = createContext<Outbox | null>(null);

/** Sends what was written, whatever page is open meanwhile. */
export function Deliveries({ children }: { children: ReactNode }) {
  const { id } = useMe();
  const queries = useQueryClient();
  const words = useFailureWords();
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  const [outbox] = useState(() => {
    const sent = (message: Message) =>
      queries.setQueryData<Message[]>(keys.messages(message.appointment), (all) =>
        all && !all.some((it) => it.id === message.id) ? [...all, message].sort((one, other) => one.id - other.id) : all,
      );
    // In the moment in which somebody else signs in, theirs would be the name under it.
    const deliverOwn: Deliver = async (unsent, progress, signal) => {
      if (account() !== id) {
        throw new DOMException('Somebody else has signed in', 'AbortError');
      }
      return deliver(unsent, progress, signal);
    };
    return new Outbox(id, deliverOwn, sent, (failure) => latest.current(failure).text);
  });
  const state = useLiveState();

  useEffect(() => outbox.start(), [outbox]);
  useEffect(() => {
    if (state === 'live') {
      outbox.flush();
    }
  }, [outbox, state]);
  return <Context.Provider value={outbox}>{children}</Context.Provider>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(Context);
  if (!outbox) {
    throw new Error('There are no Deliveries around this.');
  }
  return outbox;
}

/** What is unsent of an order. */
export function useUnsent(order: number) {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.all).filter((it) => it.order === order);
}
