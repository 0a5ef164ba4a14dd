import { useEffect, useRef, useState } from 'react';
import { api, ask } from '../api/client';
import { useFrames } from '../live/live';
import { orderTopic, type Frame, type Message } from '../live/frames';

/** How long after the last word of it somebody is said to be writing, in milliseconds. */
const SHOWN = 5_000;
/** How often the others are told, in milliseconds. */
const PAUSE = 3_000;

type Typists = Record<number, { username: string; until: number }>;

/** Those who are writing now, after something has happened. */
export function typistsAfter(typists: Typists, frame: Frame, now: number): Typists {
  if (frame.type === 'typing') {
    const { account, username } = frame.payload as { account: number; username: string };
    return { ...typists, [account]: { username, until: now + SHOWN } };
  }
  const sender = frame.type === 'message.created' ? (frame.payload as Message | null)?.sender : undefined;
  return sender !== undefined && sender in typists ? without(typists, (account) => account === sender) : typists;
}

function without(typists: Typists, gone: (account: number, until: number) => boolean): Typists {
  return Object.fromEntries(Object.entries(typists).filter(([account, { until }]) => !gone(Number(account), until)));
}

/** The names of those who are writing about an order. */
export function useTypists(order: number, me: number): string[] {
  const [typists, setTypists] = useState<Typists>({});
  useFrames((frame) => frame.topic === orderTopic(order) && setTypists((now) => typistsAfter(now, frame, Date.now())));
  const next = Math.min(...Object.values(typists).map(({ until }) => until));
  useEffect(() => {
    if (Number.isFinite(next)) {
      const timer = setTimeout(() => setTypists((now) => without(now, (_, until) => until <= Date.now())), next - Date.now() + 10);
      return () => clearTimeout(timer);
    }
  }, [next]);
  return Object.entries(typists)
    .filter(([account]) => Number(account) !== me)
    .map(([, { username }]) => username);
}

/** @returns what tells the others that one is writing; as often as one likes */
export function useTellTyping(order: number): () => void {
  const told = useRef(0);
  return () => {
    if (Date.now() - told.current >= PAUSE) {
      told.current = Date.now();
      // Whoever does not hear of it misses nothing.
      ask(api.POST('/appointments/{id}/typing/', { params: { path: { id: order } } })).catch(() => undefined);
    }
  };
}
