import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';

export function personKey(id: number) {
  return [...keys.admin, 'person', id] as const;
}

/** All about one person. */
export function personOf(id: number) {
  return { queryKey: personKey(id), queryFn: () => ask(api.GET('/admin/users/{id}/', { params: { path: { id } } })) };
}
