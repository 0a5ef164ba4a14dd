import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { askPage } from '../api/client';
import type { Review } from './reviews';

/** Reviews about somebody are read so many at a time. */
const LIMIT = 50;

type Question = { limit: number; cursor: string | undefined };
type Answer = Parameters<typeof askPage<Review>>[0];

/** Reviews about somebody, page by page. */
export function useReviews(queryKey: QueryKey, request: (page: Question) => Answer) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => askPage(request({ limit: LIMIT, cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}
