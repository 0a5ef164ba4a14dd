import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { nameOf } from '../../people/names';
import { useFeedback } from '../../ui/feedback';
import type { Person } from './decisions';
import { useChangePerson } from './useChangePerson';

/** Whether a master may take orders; asks before it is changed. */
export function useMasterAccess(person: Person) {
  const { t } = useTranslation();
  const { confirm } = useFeedback();
  const { changeOrSay, isPending } = useChangePerson();
  const path = { id: person.id };
  const name = nameOf(person);
  return {
    isPending,
    activate: async () => {
      const answer = await confirm({ title: t('master.activateTitle', { name }), text: t('master.activateText'), confirm: t('master.activate') });
      if (answer !== null) {
        await changeOrSay((header) => ask(api.POST('/admin/masters/{id}/activate/', { params: { path, header } })), t('master.activated', { name }));
      }
    },
    suspend: async () => {
      const answer = await confirm({
        title: t('master.suspendTitle', { name }),
        text: t('master.suspendText', { orders: person.master_stats?.active_workload ?? 0 }),
        confirm: t('master.suspend'),
        danger: true,
      });
      if (answer !== null) {
        await changeOrSay((header) => ask(api.POST('/admin/masters/{id}/suspend/', { params: { path, header } })), t('master.suspended', { name }));
      }
    },
  };
}
