import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { Failure } from '../api/failure';
import { useFeedback } from '../ui/feedback';
import { GuestPage } from './GuestPage';
import { NewAccountForm } from './NewAccountForm';

/** The first admin of an installation that has nobody yet. */
export function SetupPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { say } = useFeedback();
  return (
    <GuestPage title={t('setup.title')} text={t('setup.text')}>
      <NewAccountForm
        submit={t('setup.submit')}
        create={(body) => ask(api.POST('/auth/bootstrap-admin/', { body }))}
        onRefused={(failure) => {
          const isDone = failure instanceof Failure && failure.status === 409;
          if (isDone) {
            say(t('setup.done'));
            void queries.invalidateQueries({ queryKey: ['bootstrap'] });
          }
          return isDone;
        }}
      />
    </GuestPage>
  );
}
