import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, askPage, type Page, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { useFrames, useTopics } from '../../live/live';

export type PlatformEvent = Schemas['PlatformEvent'];
export type EventFilter = { event_type: string; entity_type: string; entity_id: string };

export const ENTITIES = ['Appointment', 'Message', 'Review', 'PaymentProof'] as const;

const PAGE = 40;
/** So far down somebody reads, and is not to lose their place. */
const READING = 240;

export function matches(event: PlatformEvent, filter: EventFilter): boolean {
  return (
    (!filter.event_type || event.event_type === filter.event_type) &&
    (!filter.entity_type || event.entity_type === filter.entity_type) &&
    (!filter.entity_id || event.entity_id === filter.entity_id)
  );
}

/** New ones on top; what is there already is not there twice. */
export function withNew(data: InfiniteData<Page<PlatformEvent>>, fresh: PlatformEvent[]): InfiniteData<Page<PlatformEvent>> {
  const known = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const added = fresh.filter(({ id }, index) => !known.has(id) && fresh.findIndex((other) => other.id === id) === index).sort((one, other) => other.id - one.id);
  const [first, ...rest] = data.pages;
  return first && added.length ? { ...data, pages: [{ ...first, items: [...added, ...first.items] }, ...rest] } : data;
}

/** The log, as it grows. To somebody who has scrolled down, new events are announced and not pushed in. */
export function useEvents(filter: EventFilter) {
  useTopics('events');
  const queries = useQueryClient();
  const key = [...keys.events, filter] as const;
  const name = JSON.stringify(filter);
  const [waiting, setWaiting] = useState<PlatformEvent[]>([]);
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      askPage(
        api.GET('/events/', {
          params: {
            query: {
              limit: PAGE,
              cursor: pageParam,
              event_type: filter.event_type || undefined,
              entity_type: (filter.entity_type || undefined) as Schemas['EntityType'] | undefined,
              entity_id: filter.entity_id || undefined,
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
    // Nobody has kept it up while the page was not shown.
    staleTime: 0,
  });
  const show = (events: PlatformEvent[]) => queries.setQueryData<InfiniteData<Page<PlatformEvent>>>(key, (data) => data && withNew(data, events));

  useEffect(() => setWaiting([]), [name]);
  useFrames((frame) => {
    const event = frame.type === 'event.recorded' ? (frame.payload as PlatformEvent | null) : null;
    if (!event || !matches(event, filter)) {
      return;
    }
    if (window.scrollY > READING) {
      setWaiting((before) => [event, ...before]);
    } else {
      show([event]);
    }
  });

  return {
    query,
    waiting: waiting.length,
    showWaiting: () => {
      show(waiting);
      setWaiting([]);
      window.scrollTo({ top: 0 });
    },
  };
}
