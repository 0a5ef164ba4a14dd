import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import type { Message } from '../live/frames';
import { unreadLine } from './rows';

type Mark = Schemas['AccountReadMark'];

function subscribe(listener: () => void) {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

/** Whether somebody is likely to look at this tab. */
export function useIsFocused(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible' && document.hasFocus());
}

/** Moves the reader's mark to the newest message once it has been seen. */
export function useMarkRead(order: number, account: number, newest: number, mark: number, isSeen: boolean) {
  const queries = useQueryClient();
  const told = useRef(0);
  useEffect(() => {
    if (!isSeen || newest <= Math.max(mark, told.current)) {
      return;
    }
    const before = told.current;
    told.current = newest;
    ask(api.POST('/appointments/{id}/read/', { params: { path: { id: order } }, body: { last_read_message_id: newest } }))
      .then(() =>
        queries.setQueryData<Mark[]>(keys.readMarks(order), (all) => all?.map((it) => (it.account === account ? { ...it, last_read_message_id: newest } : it))),
      )
      .catch(() => {
        // The next look is another try.
        told.current = before;
      });
  }, [queries, order, account, newest, mark, isSeen]);
}

/**
 * Where the line stands that says what is new: above what was unread when the chat was opened, later above what came while nobody looked. It goes when the reader
 * answers.
 *
 * @param mark how far the reader had read when the chat was opened
 * @returns the id of the message below it
 */
export function useUnreadLine(messages: Message[], account: number, mark: number, isSeen: boolean): number | null {
  const [line, setLine] = useState(() => unreadLine(messages, account, mark));
  const seen = useRef(mark);
  const last = messages.at(-1);
  const newest = last?.id ?? 0;
  const isAnswered = last?.sender === account;
  useEffect(() => {
    if (isAnswered) {
      setLine(null);
    }
    if (isSeen || isAnswered) {
      seen.current = newest;
    } else {
      setLine((before) => unreadLine(messages, account, seen.current) ?? before);
    }
    // Messages change with the newest, as far as this is concerned.
  }, [account, isAnswered, isSeen, newest]);
  return line;
}

/** How far the other side has read: for a side the other one, for anybody else both. */
export function othersRead(marks: Mark[], account: number, sides: (number | null)[]): number {
  return Math.max(0, ...marks.filter((it) => it.account !== account && sides.includes(it.account)).map((it) => it.last_read_message_id));
}
