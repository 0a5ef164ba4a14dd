import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Page, Schemas } from '../api/client';
import { keys } from '../api/keys';
import type { Me } from '../session/session';
import type { Frame, Message, Order, Removed } from './frames';
import { announce } from './announcements';

type Notification = Schemas['Notification'];
type ReadMark = { account: number; username?: string; last_read_message_id: number; unread_count?: number | null };

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
        if (frame.type === 'message.created') {
          countForOthers(queries, message);
        }
        change<Message[]>(queries, keys.messages(message.appointment), (all) => oldestFirst(all, message));
      }
      break;
    case 'read.updated': {
      const mark = frame.payload as ReadMark | null;
      if (mark && order) {
        change<ReadMark[]>(queries, keys.readMarks(order), (all) => marked(all, mark));
        // Told of one's own alone.
        if (typeof mark.unread_count === 'number') {
          const { unread_count } = mark;
          change<Order>(queries, keys.orderDetail(order), (it) => ({ ...it, unread_count }));
        }
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
        const entry = frame.payload as Schemas['TimelineEntry'];
        change<Schemas['TimelineEntry'][]>(queries, keys.timeline(order), (all) => newestFirst(all, entry));
        readAgain(queries, keys.sla(order));
      }
      break;
    case 'review.created':
      if (frame.payload && order) {
        const review = frame.payload as Schemas['Review'];
        change<Schemas['Review'][]>(queries, keys.reviews(order), (all) => newestFirst(all, review));
        readAgain(queries, keys.myScore);
      }
      break;
    case 'notification.created': {
      const { unread_count, ...notification } = frame.payload as Notification & { unread_count: number };
      queries.setQueryData(keys.unread, { unread_count });
      change<InfiniteData<Page<Notification>>>(queries, keys.notifications, (all) => prepend(all, notification));
      announce(notification);
      break;
    }
    case 'notification.read': {
      const { ids, all: everything, read_at, unread_count } = frame.payload as { ids: number[]; all: boolean; read_at: string; unread_count: number };
      queries.setQueryData(keys.unread, { unread_count });
      change<InfiniteData<Page<Notification>>>(queries, keys.notifications, (all) =>
        map(all, (it) => (!it.is_read && (everything || ids.includes(it.id)) ? { ...it, is_read: true, read_at } : it)),
      );
      break;
    }
    case 'me.updated':
      if (frame.payload) {
        queries.setQueryData<Me>(keys.me, frame.payload as Me);
        readAgain(queries, keys.myScore);
      }
      break;
    case 'flags.changed':
      readAgain(queries, keys.flags);
      readAgain(queries, keys.featureFlags);
      readAgain(queries, keys.registration);
      break;
    case 'queue.added':
      if (frame.payload) {
        const waiting = frame.payload as Order;
        change<Order[]>(queries, keys.queue, (all) => newestFirst(all, waiting));
        readAgain(queries, keys.dashboard);
      }
      break;
    case 'queue.removed': {
      const { id: taken } = frame.payload as Removed;
      change<Order[]>(queries, keys.queue, (all) => all.filter((it) => it.id !== taken));
      readAgain(queries, keys.dashboard);
      break;
    }
    case 'event.recorded':
      // Of the admins, whose lists are read again rather than kept up: an event says what has changed, not how it looks now.
      gatherForAdmins(queries);
      break;
  }
}

/** The two sides of an order are told how much of it is unread; whoever else has its page open counts. */
function countForOthers(queries: QueryClient, message: Message) {
  const reader = queries.getQueryData<Me>(keys.me)?.user.id;
  const isKnown = queries.getQueryData<Message[]>(keys.messages(message.appointment))?.some(({ id }) => id === message.id);
  if (message.sender === reader || message.is_deleted || isKnown) {
    return;
  }
  queries.setQueryData<Order>(keys.orderDetail(message.appointment), (it) =>
    !it || it.client === reader || it.assigned_master === reader ? it : { ...it, unread_count: it.unread_count + 1 },
  );
}

/** An order is different, or no longer the reader's to see. */
export function applyOrder(queries: QueryClient, order: Order | Removed) {
  if ('removed' in order) {
    queries.setQueriesData<unknown>({ queryKey: keys.orders }, (all: unknown) => (Array.isArray(all) ? all.filter((it: Order) => it.id !== order.id) : all));
    readAgain(queries, keys.order(order.id));
  } else {
    // What can be done with it is told by its page alone.
    queries.setQueryData<Order>(keys.orderDetail(order.id), (before) => before && { ...before, ...order });
    readAgain(queries, keys.orderDetail(order.id));
    queries.setQueriesData<unknown>({ queryKey: keys.orders }, (all: unknown) =>
      Array.isArray(all) ? all.map((it: Order) => (it.id === order.id ? { ...it, ...order } : it)) : all,
    );
    readAgain(queries, keys.sla(order.id));
  }
  readAgain(queries, keys.orders);
  readAgain(queries, keys.dashboard);
}

/**
 * Changes an answer we have. One that is on its way may be older than the frame, and is changed as well when it is here; a frame that it has seen
 * already does no harm twice.
 */
function change<T>(queries: QueryClient, queryKey: QueryKey, update: (all: T) => T) {
  const now = () => queries.setQueryData<T>(queryKey, (all) => all && update(all));
  now();
  const query = queries.getQueryCache().find<T>({ queryKey });
  if (query?.state.fetchStatus === 'fetching') {
    void query.promise?.then(now, () => undefined);
  }
}

/** Reads what is shown again. What is on its way for the first time may be older than what we heard, and is read once more when it is here. */
function readAgain(queries: QueryClient, queryKey: QueryKey) {
  const first = queries.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' }).filter((query) => query.state.data === undefined);
  void queries.invalidateQueries({ queryKey });
  first.forEach((query) => void query.promise?.then(() => queries.invalidateQueries({ queryKey: query.queryKey, exact: true }), () => undefined));
}

/** For so long events are gathered before the lists they have changed are read again. */
const GATHERING = 1_000;
const gathering = new WeakSet<QueryClient>();

/**
 * Reads what admins look at again, once for many events. What is on its way is left to come, or else nothing would ever arrive while much
 * happens; it may be older than the events, and is read once more when it is here.
 */
function gatherForAdmins(queries: QueryClient) {
  if (gathering.has(queries)) {
    return;
  }
  gathering.add(queries);
  setTimeout(() => {
    gathering.delete(queries);
    const onTheirWay = queries.getQueryCache().findAll({ queryKey: keys.admin, fetchStatus: 'fetching' });
    void queries.invalidateQueries({ queryKey: keys.admin }, { cancelRefetch: false });
    onTheirWay.forEach(({ promise, queryKey }) => {
      const once = () => queries.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
      void promise?.then(once, () => undefined);
    });
  }, GATHERING);
}

/** Frames of these topics are missing: what they would have changed is read again. */
export function reload(queries: QueryClient, topics: string[]) {
  for (const topic of topics) {
    const [kind, id] = topic.split(':');
    if (kind === 'appointment') {
      readAgain(queries, keys.order(Number(id)));
    } else if (kind === 'queue') {
      readAgain(queries, keys.queue);
    } else if (kind === 'events') {
      readAgain(queries, keys.admin);
      readAgain(queries, keys.events);
    } else {
      for (const key of [keys.me, keys.orders, keys.notifications, keys.unread, keys.dashboard, keys.flags, keys.featureFlags, keys.myScore]) {
        readAgain(queries, key);
      }
    }
  }
}

function oldestFirst<T extends { id: number }>(all: T[], one: T): T[] {
  return upserted(all, one, all.findLastIndex((it) => it.id < one.id) + 1);
}

function newestFirst<T extends { id: number }>(all: T[], one: T): T[] {
  const older = all.findIndex((it) => it.id < one.id);
  return upserted(all, one, older < 0 ? all.length : older);
}

function upserted<T extends { id: number }>(all: T[], one: T, place: number): T[] {
  const at = all.findIndex((it) => it.id === one.id);
  return at < 0 ? all.toSpliced(place, 0, one) : all.with(at, one);
}

function marked(all: ReadMark[], mark: ReadMark): ReadMark[] {
  const at = all.findIndex((it) => it.account === mark.account);
  return at < 0 ? [...all, mark] : all.with(at, { ...all[at], ...mark });
}

function prepend<T extends { id: number }>(all: InfiniteData<Page<T>>, one: T): InfiniteData<Page<T>> {
  const [first, ...rest] = all.pages;
  return first ? { ...all, pages: [{ ...first, items: [one, ...first.items.filter((it) => it.id !== one.id)] }, ...rest] } : all;
}

function map<T>(all: InfiniteData<Page<T>>, change: (item: T) => T): InfiniteData<Page<T>> {
  return { ...all, pages: all.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
