import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { AdminRoleDialog } from './AdminRoleDialog';
import { possibleWith, type Person } from './decisions';
import { MasterSwitch } from './MasterSwitch';
import { RoleDialog } from './RoleDialog';
import { useBan } from './useBan';

/** What the reader may do with somebody, and nothing else. */
export function PersonActions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const possible = possibleWith(person, useMe());
  const { ban, lift, isPending } = useBan(person);
  const [dialog, setDialog] = useState<'role' | 'adminRole' | null>(null);
  const close = () => setDialog(null);
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      {possible.changeAdminRole && (
        <Button variant="outlined" onClick={() => setDialog('adminRole')}>
          {t('adminRole.change')}
        </Button>
      )}
      {possible.changeRole && (
        <Button variant="outlined" onClick={() => setDialog('role')}>
          {t('role.change')}
        </Button>
      )}
      <MasterSwitch person={person} />
      {possible.ban && (
        <Button variant="outlined" color="error" loading={isPending} onClick={() => void ban()}>
          {t('ban.do')}
        </Button>
      )}
      {possible.unban && (
        <Button variant="contained" loading={isPending} onClick={() => void lift()}>
          {t('ban.lift')}
        </Button>
      )}
      {/* Mounted anew each time, so that they begin with how the person is now. */}
      {dialog === 'role' && <RoleDialog person={person} onClose={close} />}
      {dialog === 'adminRole' && <AdminRoleDialog person={person} onClose={close} />}
    </Stack>
  );
}
