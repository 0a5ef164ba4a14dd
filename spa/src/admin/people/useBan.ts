import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { nameOf } from '../../people/names';
import { useFeedback } from '../../ui/feedback';
import type { Person } from './decisions';
import { useChangePerson } from './useChangePerson';

/** Bans a client, or lifts the ban; asks before, and for the reason. */
export function useBan(person: Person) {
  const { t } = useTranslation();
  const { confirm } = useFeedback();
  const { changeOrSay, isPending } = useChangePerson();
  const path = { id: person.id };
  const name = nameOf(person);
  return {
    isPending,
    ban: async () => {
      const reason = await confirm({
        title: t('ban.title', { name }),
        text: t('ban.text'),
        confirm: t('ban.do'),
        danger: true,
        reason: { label: t('ban.reason'), required: true },
      });
      if (reason !== null) {
        await changeOrSay((header) => ask(api.POST('/admin/users/{id}/ban/', { params: { path, header }, body: { reason } })), t('ban.done', { name }));
      }
    },
    lift: async () => {
      const answer = await confirm({ title: t('ban.liftTitle', { name }), text: t('ban.liftText'), confirm: t('ban.lift') });
      if (answer !== null) {
        await changeOrSay((header) => ask(api.POST('/admin/users/{id}/unban/', { params: { path, header } })), t('ban.lifted'));
      }
    },
  };
}
