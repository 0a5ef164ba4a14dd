import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../../api/client';
import { nameOf } from '../../people/names';
import { useMe } from '../../session/session';
import { ErrorAlert } from '../../ui/states';
import { AdminRoleChoice } from './AdminRoleChoice';
import { roleEffects, type Person } from './decisions';
import { ADMIN_ROLES, isWithin, type AdminRole } from './permissions';
import { useChangePerson } from './useChangePerson';

const ROLES: Schemas['Role'][] = ['client', 'master', 'admin'];

/** Gives somebody another role, and says before what that changes. */
export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const { change, isPending } = useChangePerson();
  const [role, setRole] = useState<Schemas['Role'] | null>(null);
  const [isActive, setActive] = useState(true);
  const [adminRole, setAdminRole] = useState<AdminRole | null>(null);
  const [error, setError] = useState<unknown>(null);
  const canMakeAdmins = ADMIN_ROLES.some((some) => isWithin(some, permissions));

  const save = async () => {
    if (!role) {
      return;
    }
    const body = { role, ...(role === 'master' ? { is_master_active: isActive } : {}), ...(role === 'admin' && adminRole ? { admin_role: adminRole } : {}) };
    const refused = await change((header) => ask(api.POST('/admin/users/{id}/role/', { params: { path: { id: person.id }, header }, body })), t('role.done'));
    setError(refused);
    if (!refused) {
      onClose();
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby="role-title">
      <DialogTitle id="role-title">{t('role.title', { name: nameOf(person) })}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          <ErrorAlert error={error} />
          <FormControl>
            <FormLabel id="role-new">{t('role.role')}</FormLabel>
            <RadioGroup row aria-labelledby="role-new" value={role ?? ''} onChange={(event) => setRole(event.target.value as Schemas['Role'])}>
              {ROLES.filter((some) => some !== person.role && (some !== 'admin' || canMakeAdmins)).map((some) => (
                <FormControlLabel key={some} value={some} control={<Radio />} label={t(`role.${some}`)} />
              ))}
            </RadioGroup>
          </FormControl>
          {role === 'master' && (
            <FormControlLabel control={<Checkbox checked={isActive} onChange={(event) => setActive(event.target.checked)} />} label={t('role.startActive')} />
          )}
          {role === 'admin' && <AdminRoleChoice value={adminRole} onChange={setAdminRole} />}
          {role && (
            <Stack component="ul" sx={{ m: 0, pl: 2.5, gap: 0.5, color: 'text.secondary' }}>
              {roleEffects(person, role).map((effect) => (
                <Typography key={effect} component="li" variant="body2">
                  {t(`role.effect.${effect}`)}
                </Typography>
              ))}
            </Stack>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('do.cancel')}</Button>
        <Button variant="contained" loading={isPending} disabled={!role || (role === 'admin' && !adminRole)} onClick={() => void save()}>
          {t('role.change')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
