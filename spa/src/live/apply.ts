import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Page, Schemas } from '../api/client';
import { keys } from '../api/keys';
import type { Me } from '../session/session';
import type { Frame, Message, Order, Removed } from './frames';
import { announce } from './announcements';

type Notification = Schemas['Notification'];
type ReadMark = { account: number; username?: string; last_read_message_id: number };

/**
 * Makes what is shown what it is now: each frame changes the answers we keep the way the server's have changed. Frames are upserts; the
 * last one wins.
 */
export function apply(queries: QueryClient, frame: Frame) {
  const [kind, id] = frame.topic.split(':');
  const order = kind === 'appointment' ? Number(id) : undefined;
  switch (frame.type) {
    case 'message.created':
    case 'message.deleted':
      if (frame.payload) {
        const message = frame.payload as Message;
        queries.setQueryData<Message[]>(keys.messages(message.appointment), (all) => all && byId(all, message));
      }
      break;
    case 'read.updated': {
      const mark = frame.payload as ReadMark | null;
      if (mark && order) {
        queries.setQueryData<ReadMark[]>(
          keys.readMarks(order),
          (all) => all && [...all.filter((other) => other.account !== mark.account), { ...all.find((other) => other.account === mark.account), ...mark }],
        );
      }
      break;
    }
    case 'appointment.updated':
      if (frame.payload) {
        applyOrder(queries, frame.payload as Order | Removed);
      }
      break;
    case 'timeline.added':
      if (frame.payload && order) {
        queries.setQueryData<Schemas['TimelineEntry'][]>(keys.timeline(order), (all) => all && byId(all, frame.payload as Schemas['TimelineEntry']));
        void queries.invalidateQueries({ queryKey: keys.sla(order) });
      }
      break;
    case 'review.created':
      if (frame.payload && order) {
        queries.setQueryData<Schemas['Review'][]>(keys.reviews(order), (all) => all && byId(all, frame.payload as Schemas['Review']));
        void queries.invalidateQueries({ queryKey: keys.myScore });
      }
      break;
    case 'notification.created': {
      const { unread_count, ...notification } = frame.payload as Notification & { unread_count: number };
      queries.setQueryData(keys.unread, { unread_count });
      queries.setQueryData<InfiniteData<Page<Notification>>>(keys.notifications, (all) => all && prepend(all, notification as Notification));
      announce(notification as Notification);
      break;
    }
    case 'notification.read': {
      const { ids, all: everything, read_at, unread_count } = frame.payload as { ids: number[]; all: boolean; read_at: string; unread_count: number };
      queries.setQueryData(keys.unread, { unread_count });
      queries.setQueryData<InfiniteData<Page<Notification>>>(keys.notifications, (all) =>
        all && map(all, (it) => (!it.is_read && (everything || ids.includes(it.id)) ? { ...it, is_read: true, read_at } : it)),
      );
      break;
    }
    case 'me.updated':
      if (frame.payload) {
        queries.setQueryData<Me>(keys.me, frame.payload as Me);
        void queries.invalidateQueries({ queryKey: keys.myScore });
      }
      break;
    case 'flags.changed':
      void queries.invalidateQueries({ queryKey: keys.flags });
      break;
    case 'queue.added':
      if (frame.payload) {
        queries.setQueryData<Order[]>(keys.queue, (all) => all && byId(all, frame.payload as Order));
        void queries.invalidateQueries({ queryKey: keys.dashboard });
      }
      break;
    case 'queue.removed':
      queries.setQueryData<Order[]>(keys.queue, (all) => all?.filter((it) => it.id !== (frame.payload as Removed).id));
      void queries.invalidateQueries({ queryKey: keys.dashboard });
      break;
    case 'event.recorded':
      // Of the admins, whose lists are read again rather than kept up: an event says what has changed, not how it looks now.
      void queries.invalidateQueries({ queryKey: keys.admin });
      break;
  }
}

/** An order is different, or no longer the reader's to see. */
export function applyOrder(queries: QueryClient, order: Order | Removed) {
  if ('removed' in order) {
    queries.setQueriesData<unknown>({ queryKey: keys.orders }, (all: unknown) => (Array.isArray(all) ? all.filter((it: Order) => it.id !== order.id) : all));
    void queries.invalidateQueries({ queryKey: keys.order(order.id) });
  } else {
    // What can be done with it is told by its page alone.
    queries.setQueryData<Order>(keys.orderDetail(order.id), (before) => before && { ...before, ...order });
    void queries.invalidateQueries({ queryKey: keys.orderDetail(order.id) });
    queries.setQueriesData<unknown>({ queryKey: keys.orders }, (all: unknown) =>
      Array.isArray(all) ? all.map((it: Order) => (it.id === order.id ? { ...it, ...order } : it)) : all,
    );
    void queries.invalidateQueries({ queryKey: keys.orders });
    void queries.invalidateQueries({ queryKey: keys.sla(order.id) });
  }
  void queries.invalidateQueries({ queryKey: keys.dashboard });
}

/** Frames of these topics are missing: what they would have changed is read again. */
export function reload(queries: QueryClient, topics: string[]) {
  for (const topic of topics) {
    const [kind, id] = topic.split(':');
    if (kind === 'appointment') {
      void queries.invalidateQueries({ queryKey: keys.order(Number(id)) });
    } else if (kind === 'queue') {
      void queries.invalidateQueries({ queryKey: keys.queue });
    } else if (kind === 'events') {
      void queries.invalidateQueries({ queryKey: keys.admin });
    } else {
      for (const key of [keys.me, keys.orders, keys.notifications, keys.unread, keys.dashboard, keys.flags, keys.myScore]) {
        void queries.invalidateQueries({ queryKey: key });
      }
    }
  }
}

function byId<T extends { id: number }>(all: T[], one: T): T[] {
  const at = all.findIndex((it) => it.id === one.id);
  if (at >= 0) {
    return all.with(at, one);
  }
  const before = all.findLastIndex((it) => it.id < one.id);
  return all.toSpliced(before + 1, 0, one);
}

function prepend<T extends { id: number }>(all: InfiniteData<Page<T>>, one: T): InfiniteData<Page<T>> {
  const [first, ...rest] = all.pages;
  return first ? { ...all, pages: [{ ...first, items: [one, ...first.items.filter((it) => it.id !== one.id)] }, ...rest] } : all;
}

function map<T>(all: InfiniteData<Page<T>>, change: (item: T) => T): InfiniteData<Page<T>> {
  return { ...all, pages: all.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
