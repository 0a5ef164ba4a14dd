import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, askPage, type Page } from '../../api/client';
import { keys } from '../../api/keys';
import type { paths } from '../../api/schema';
import { useAdminLive } from '../useAdminLive';
import type { Person } from './decisions';

export const PEOPLE = [...keys.admin, 'people'];

/** How many are read at a time: as many as one looks through, or as many as there can be. */
const LOOK = 50;
const MOST = 200;

type Question = { limit: number; cursor: string | undefined };
type Answer = Parameters<typeof askPage<Person>>[0];

/**
 * A list of people, page by page.
 *
 * @param name what tells this list from the others
 * @param isAll whether all pages are needed, because something is wanted that the server does not look for, or does not sort by
 */
export function usePeople(name: unknown[], request: (question: Question) => Answer, isAll: boolean) {
  const refetchInterval = useAdminLive();
  const query = useInfiniteQuery({
    queryKey: [...PEOPLE, ...name, isAll ? 'all' : 'pages'],
    queryFn: ({ pageParam }): Promise<Page<Person>> => askPage(request({ limit: isAll ? MOST : LOOK, cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;

  useEffect(() => {
    if (isAll && hasNextPage && !isFetching && !isError) {
      void fetchNextPage();
    }
  }, [isAll, hasNextPage, isFetching, isError, fetchNextPage]);

  return { ...query, isAll };
}

type Users = Omit<NonNullable<paths['/admin/users/all/']['get']['parameters']['query']>, keyof Question | 'count'>;

/** Those whom the server finds among everybody, newest first, and how many they are. */
export function useUsers(sought: Users, isAll: boolean) {
  // Counting again for each page would tell nothing new.
  const request = (page: Question) => api.GET('/admin/users/all/', { params: { query: { ...sought, ...page, count: !page.cursor } } });
  return usePeople(['users', sought], request, isAll);
}
