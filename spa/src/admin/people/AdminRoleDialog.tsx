import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { nameOf } from '../../people/names';
import { ErrorAlert } from '../../ui/states';
import { AdminRoleChoice } from './AdminRoleChoice';
import type { Person } from './decisions';
import { useChangePerson } from './useChangePerson';

/** Makes an admin another kind of admin. */
export function AdminRoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const { change, isPending } = useChangePerson();
  const [role, setRole] = useState(person.admin_role);
  const [error, setError] = useState<unknown>(null);

  const save = async () => {
    if (!role) {
      return;
    }
    const refused = await change(
      (header) => ask(api.POST('/admin/users/{id}/admin-role/', { params: { path: { id: person.id }, header }, body: { admin_role: role } })),
      t('adminRole.done'),
    );
    setError(refused);
    if (!refused) {
      onClose();
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby="admin-role-title">
      <DialogTitle id="admin-role-title">{t('adminRole.title', { name: nameOf(person) })}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          <ErrorAlert error={error} />
          <AdminRoleChoice value={role} onChange={setRole} />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('role.effect.now')}
          </Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('do.cancel')}</Button>
        <Button variant="contained" loading={isPending} disabled={!role || role === person.admin_role} onClick={() => void save()}>
          {t('adminRole.change')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
