import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import { useDraft } from '../../ui/useDraft';

export type Settings = Schemas['PaymentSettings'];
/** The settings, and what makes sure that nobody else has changed them meanwhile. */
export type StoredSettings = { settings: Settings; tag: string | null };

export const storedSettings = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: async (): Promise<StoredSettings> => {
    const outcome = await api.GET('/admin/system/settings/');
    return { settings: await ask(Promise.resolve(outcome)), tag: outcome.response.headers.get('ETag') };
  },
});

/** Those of mine that are not what is saved. A number may be typed, and not be one yet. */
export function changesOf(saved: Settings, mine: Settings): Partial<Settings> {
  const names = Object.keys(saved) as (keyof Settings)[];
  return Object.fromEntries(names.filter((name) => String(mine[name]) !== String(saved[name])).map((name) => [name, mine[name]]));
}

/**
 * The settings as they are being written. Kept over a reload, together with the state they began with, so that nobody overwrites what
 * somebody else has saved meanwhile. Only what was changed is mine: everything else is as it is saved, also when that is new.
 */
export function useSettingsDraft({ settings, tag }: StoredSettings) {
  const [kept, keep, forget] = useDraft<{ tag: string | null; changed: Partial<Settings> } | null>('settings', null);
  const mine = { ...settings, ...kept?.changed };
  const changed = changesOf(settings, mine);
  const isChanged = Object.keys(changed).length > 0;
  const begunWith = isChanged ? kept!.tag : tag;
  return {
    mine,
    changed,
    isChanged,
    tag: begunWith,
    /** Whether somebody else has saved others by now. */
    isOvertaken: begunWith !== tag,
    change: (next: Settings) => {
      const nextChanged = changesOf(settings, next);
      if (Object.keys(nextChanged).length > 0) {
        keep({ tag: begunWith, changed: nextChanged });
      } else {
        forget();
      }
    },
    /** What I have written is to stand, whatever is saved now. */
    rebase: () => keep({ tag, changed }),
    forget,
  };
}
