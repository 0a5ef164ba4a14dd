import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../api/client';

export type Preferences = Schemas['NotificationPreferences'];
export type PreferencesChange = Schemas['NotificationPreferencesChange'];

export const TYPES = ['system', 'appointment', 'payment', 'security', 'other'] as const satisfies (keyof Preferences['types'])[];
export const CHANNELS = ['telegram', 'email'] as const satisfies (keyof Preferences['channels'])[];

const KEY = ['notification-preferences'] as const;

/** How one hears of notifications outside of the app. */
export function usePreferencesOutside() {
  return useQuery({ queryKey: KEY, queryFn: () => ask(api.GET('/me/notification-preferences/')) });
}

/** Changes some of them; what the server says afterwards is what there is. */
export function useChangePreferences() {
  const queries = useQueryClient();
  return useMutation({
    // One after the other, so that what is shown in the end is what the last one left.
    scope: { id: 'notification-preferences' },
    mutationFn: (change: PreferencesChange) => ask(api.PATCH('/me/notification-preferences/', { body: change })),
    onSuccess: (preferences) => queries.setQueryData(KEY, preferences),
  });
}
