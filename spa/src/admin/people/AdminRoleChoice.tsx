import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { ADMIN_ROLES, isWithin, permissionsOf, type AdminRole } from './permissions';

/** The sub-roles with what each may do; those that can do more than the reader are not theirs to give. */
export function AdminRoleChoice({ value, onChange }: { value: AdminRole | null; onChange: (role: AdminRole) => void }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  return (
    <FormControl>
      <FormLabel id="admin-role">{t('adminRole.choose')}</FormLabel>
      <RadioGroup aria-labelledby="admin-role" value={value ?? ''} onChange={(event) => onChange(event.target.value as AdminRole)} sx={{ gap: 1, mt: 1 }}>
        {ADMIN_ROLES.map((role) => {
          const isMine = isWithin(role, permissions);
          return (
            <FormControlLabel
              key={role}
              value={role}
              disabled={!isMine}
              control={<Radio />}
              sx={{ m: 0, p: 1, alignItems: 'start', border: 1, borderColor: role === value ? 'primary.main' : 'divider', borderRadius: '12px' }}
              label={
                <Box sx={{ pt: 1 }}>
                  <Typography sx={{ fontWeight: 650 }}>{t(`adminRole.${role}`)}</Typography>
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {!isMine
                      ? t('adminRole.beyond')
                      : role === 'super_admin'
                        ? t('adminRole.everything')
                        : permissionsOf(role)
                            .map((permission) => t(`permission.${permission}`))
                            .join(' · ')}
                  </Typography>
                </Box>
              }
            />
          );
        })}
      </RadioGroup>
    </FormControl>
  );
}
