import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { possibleWith, type Person } from './decisions';
import { useMasterAccess } from './useMasterAccess';

/** Lets a master take orders, or no longer; nothing for those who may not decide it. */
export function MasterSwitch({ person, size = 'medium' }: { person: Person; size?: 'small' | 'medium' }) {
  const { t } = useTranslation();
  const possible = possibleWith(person, useMe());
  const { activate, suspend, isPending } = useMasterAccess(person);
  if (possible.activate) {
    return (
      <Button size={size} variant="contained" loading={isPending} onClick={() => void activate()}>
        {t('master.activate')}
      </Button>
    );
  }
  return possible.suspend ? (
    <Button size={size} variant={size === 'small' ? 'text' : 'outlined'} color="warning" loading={isPending} onClick={() => void suspend()}>
      {t('master.suspend')}
    </Button>
  ) : null;
}
