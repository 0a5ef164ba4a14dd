import CancelRounded from '@mui/icons-material/CancelRounded';
import CheckCircleRounded from '@mui/icons-material/CheckCircleRounded';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../../api/client';
import { Section } from '../../ui/Section';
import { Loaded } from '../../ui/states';
import type { Person } from './decisions';
import { holds, PERMISSIONS, type Permission } from './permissions';
import { personKey } from './person';

/** What an admin may do; on demand the server says why, or why not. */
export function WhyPanel({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Permission | null>(null);
  return (
    <Section title={t('why.title')}>
      <Typography sx={{ color: 'text.secondary', mb: 1.5 }}>{t('why.text')}</Typography>
      <Box sx={{ display: 'grid', gap: 0.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(3, minmax(0, 1fr))' } }}>
        {PERMISSIONS.map((permission) => (
          <PermissionButton
            key={permission}
            permission={permission}
            isHeld={holds(person, permission)}
            isChosen={permission === chosen}
            onChoose={() => setChosen(permission === chosen ? null : permission)}
          />
        ))}
      </Box>
      <Box sx={{ mt: chosen ? 2 : 0 }}>{chosen && <Answer person={person} permission={chosen} />}</Box>
    </Section>
  );
}

type ButtonProps = { permission: Permission; isHeld: boolean; isChosen: boolean; onChoose: () => void };

function PermissionButton({ permission, isHeld, isChosen, onChoose }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <ButtonBase
      onClick={onChoose}
      aria-pressed={isChosen}
      sx={{
        justifyContent: 'start',
        textAlign: 'left',
        gap: 1,
        px: 1,
        py: 0.75,
        borderRadius: '10px',
        bgcolor: isChosen ? 'action.selected' : 'transparent',
        color: isHeld ? 'text.primary' : 'text.secondary',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      {isHeld ? (
        <CheckCircleRounded fontSize="small" titleAccess={t('why.allowed')} sx={{ color: 'success.main' }} />
      ) : (
        <CancelRounded fontSize="small" titleAccess={t('why.refused')} sx={{ color: 'text.secondary' }} />
      )}
      <Typography component="span" variant="body2">
        {t(`permission.${permission}`)}
      </Typography>
    </ButtonBase>
  );
}

function Answer({ person, permission }: { person: Person; permission: Permission }) {
  const query = useQuery({
    queryKey: [...personKey(person.id), 'why', permission],
    queryFn: () => ask(api.GET('/admin/permissions/why/', { params: { query: { user: person.id, permission } } })),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton variant="rounded" height={120} />}>
      {(decision) => <Decision decision={decision} permission={permission} />}
    </Loaded>
  );
}

function Decision({ decision, permission }: { decision: Schemas['PermissionDecision']; permission: Permission }) {
  const { t } = useTranslation();
  return (
    <Alert severity={decision.allowed ? 'success' : 'warning'} role="status" sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
      <AlertTitle>
        {t(`permission.${permission}`)}: {t(decision.allowed ? 'why.allowed' : 'why.refused').toLowerCase()}
      </AlertTitle>
      <Typography variant="body2">{decision.explanation}</Typography>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {t('why.granted', { roles: decision.granted_by.map((role) => t(`adminRole.${role}`)).join(', ') })}
      </Typography>
      {decision.routes.length > 0 && (
        <Stack component="ul" aria-label={t('why.routes')} sx={{ m: 0, mt: 1, pl: 2.5, fontSize: '0.8rem', overflowWrap: 'anywhere' }}>
          {decision.routes.map((route) => (
            <li key={route}>
              <code>{route}</code>
            </li>
          ))}
        </Stack>
      )}
    </Alert>
  );
}
