import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { api, ask, askPage, newKey, type Page, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { useFeedback } from '../ui/feedback';

export type Notification = Schemas['Notification'];
type Pages = InfiniteData<Page<Notification>>;

const AT_ONCE = 30;

export function useUnreadCount(): number {
  const { data } = useQuery({ queryKey: keys.unread, queryFn: () => ask(api.GET('/notifications/unread-count/')) });
  return data?.unread_count ?? 0;
}

export function useNotifications() {
  return useInfiniteQuery({
    queryKey: keys.notifications,
    queryFn: ({ pageParam }) => askPage(api.GET('/notifications/', { params: { query: { limit: AT_ONCE, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

/** Marks some as read, or all; it shows at once, and is taken back when the server does not do it. */
export function useMarkNotifications() {
  const queries = useQueryClient();
  const { sayFailure } = useFeedback();
  return useMutation({
    mutationFn: ({ ids, key }: { ids: number[] | 'all'; key: string }) =>
      ask(
        api.POST('/notifications/mark-read/', {
          params: { header: { 'Idempotency-Key': key } },
          body: ids === 'all' ? { mark_all: true } : { notification_ids: ids },
        }),
      ),
    onMutate: ({ ids }) => {
      const at = new Date().toISOString();
      const pages = queries.getQueryData<Pages>(keys.notifications);
      queries.setQueryData<Pages>(keys.notifications, (all) => all && read(all, ids, at));
      queries.setQueryData<{ unread_count: number }>(keys.unread, (before) => before && { unread_count: Math.max(0, before.unread_count - newlyRead(pages, ids, before.unread_count)) });
    },
    onError: (failure) => {
      sayFailure(failure);
      void queries.invalidateQueries({ queryKey: keys.notifications });
      void queries.invalidateQueries({ queryKey: keys.unread });
    },
  });
}

/** What {@link useMarkNotifications} is given. */
export function marking(ids: number[] | 'all') {
  return { ids, key: newKey() };
}

function read(all: Pages, ids: number[] | 'all', at: string): Pages {
  const change = (it: Notification) => (!it.is_read && (ids === 'all' || ids.includes(it.id)) ? { ...it, is_read: true, read_at: at } : it);
  return { ...all, pages: all.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}

function newlyRead(all: Pages | undefined, ids: number[] | 'all', unread: number): number {
  return ids === 'all' ? unread : (all?.pages.flatMap((page) => page.items).filter((it) => !it.is_read && ids.includes(it.id)).length ?? 0);
}
