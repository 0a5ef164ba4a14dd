import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../api/client';
import { Failure } from '../api/failure';
import { askReviews, type Review } from './reviews';

/** Reviews about somebody, page by page; a server that has no such list has no reviews. */
export function useReviews(queryKey: QueryKey, path: string) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      askReviews(path, pageParam).catch((failure: unknown): Page<Review> => {
        if (failure instanceof Failure && failure.status === 404) {
          return { items: [] };
        }
        throw failure;
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}
