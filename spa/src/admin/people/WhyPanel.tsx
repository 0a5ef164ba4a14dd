import CheckCircleRounded from '@mui/icons-material/CheckCircleRounded';
import CancelRounded from '@mui/icons-material/CancelRounded';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../../api/client';
import { Section } from '../../ui/Section';
import { Loaded } from '../../ui/states';
import type { Person } from './decisions';
import { PERMISSIONS, type Permission } from './permissions';
import { personKey } from './useChangePerson';

/** Asks the server why an admin may do something, or may not. */
export function WhyPanel({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [permission, setPermission] = useState<Permission | null>(null);
  const query = useQuery({
    queryKey: [...personKey(person.id), 'why', permission],
    queryFn: () => ask(api.GET('/admin/permissions/why/', { params: { query: { user: person.id, permission: permission! } } })),
    enabled: permission !== null,
  });
  return (
    <Section title={t('why.title')}>
      <Stack sx={{ gap: 2 }}>
        <Typography sx={{ color: 'text.secondary' }}>{t('why.text')}</Typography>
        <Autocomplete
          options={PERMISSIONS}
          value={permission}
          onChange={(_, chosen) => setPermission(chosen)}
          getOptionLabel={(option) => t(`permission.${option}`)}
          renderInput={(params) => <TextField {...params} label={t('why.permission')} />}
          sx={{ maxWidth: 520 }}
          clearText={t('do.clear')}
          openText={t('do.open')}
          closeText={t('do.close')}
        />
        {permission !== null && (
          <Loaded query={query} skeleton={<Skeleton variant="rounded" height={96} />}>
            {(decision) => <Decision decision={decision} />}
          </Loaded>
        )}
      </Stack>
    </Section>
  );
}

function Decision({ decision }: { decision: Schemas['PermissionDecision'] }) {
  const { t } = useTranslation();
  const tone = decision.allowed ? 'success.main' : 'error.main';
  return (
    <Stack direction="row" sx={{ gap: 1.5 }} role="status">
      <Box aria-hidden sx={{ color: tone }}>
        {decision.allowed ? <CheckCircleRounded /> : <CancelRounded />}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, color: tone }}>{t(decision.allowed ? 'why.allowed' : 'why.refused')}</Typography>
        <Typography>{decision.explanation}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
          {t('why.granted', { roles: decision.granted_by.map((role) => t(`adminRole.${role}`)).join(', ') })}
        </Typography>
        {decision.routes.length > 0 && (
          <>
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
              {t('why.routes')}
            </Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.5, color: 'text.secondary', fontSize: '0.8rem', overflowWrap: 'anywhere' }}>
              {decision.routes.map((route) => (
                <li key={route}>
                  <code>{route}</code>
                </li>
              ))}
            </Box>
          </>
        )}
      </Box>
    </Stack>
  );
}
