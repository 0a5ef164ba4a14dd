import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { moment } from '../../ui/format';
import type { Person } from './decisions';

/** What one should know before doing anything with somebody. */
export function PersonNotices({ person }: { person: Person }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      {person.is_banned && (
        <Alert severity="error">
          <AlertTitle>{person.banned_at ? t('person.bannedAt', { at: moment(person.banned_at) }) : t('person.banned')}</AlertTitle>
          {t('person.banReason', { reason: person.ban_reason || t('person.noReason') })}
        </Alert>
      )}
      {person.role === 'master' && !person.is_master_active && <Alert severity="warning">{t('person.suspendedText')}</Alert>}
      {person.id === me.id && <Alert severity="info">{t('person.you')}</Alert>}
    </>
  );
}
