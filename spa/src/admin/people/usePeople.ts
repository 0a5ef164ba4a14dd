import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askPage, type Page } from '../../api/client';
import { keys } from '../../api/keys';
import { useTopics } from '../../live/live';
import { useCan } from '../../session/session';
import type { Person } from './decisions';

export const PEOPLE = [...keys.admin, 'people'];

/** How many are read at a time: as many as one looks through, or as many as there can be. */
const LOOK = 50;
const SEARCH = 200;
/** For those who may not hear of events. */
const EVERY_MINUTE = 60_000;

type Question = { limit: number; cursor: string | undefined };
type Answer = Parameters<typeof askPage<Person>>[0];

/** Keeps the admins' answers current, for those who may hear of events; others read again now and then. */
export function useAdminLive(): number | false {
  const canHear = useCan()('events.read');
  useTopics(...(canHear ? ['events'] : []));
  return canHear ? false : EVERY_MINUTE;
}

/**
 * A list of people, page by page. The server knows neither search nor these orders, so who wants them reads on until there is no more.
 *
 * @param name what tells this list from the others
 * @param isAll whether all pages are needed
 */
export function usePeople(name: string[], ask: (question: Question) => Answer, isAll: boolean) {
  const refetchInterval = useAdminLive();
  const query = useInfiniteQuery({
    queryKey: [...PEOPLE, ...name, isAll ? 'all' : 'pages'],
    queryFn: ({ pageParam }): Promise<Page<Person>> => askPage(ask({ limit: isAll ? SEARCH : LOOK, cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;

  useEffect(() => {
    if (isAll && hasNextPage && !isFetching && !isError) {
      void fetchNextPage();
    }
  }, [isAll, hasNextPage, isFetching, isError, fetchNextPage]);

  return query;
}
