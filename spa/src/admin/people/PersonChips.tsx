import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { RiskChip, ToneChip } from '../../ui/chips';
import type { Person } from './decisions';

/** What somebody is. */
export function RoleChips({ person }: { person: Person }) {
  const { t } = useTranslation();
  return (
    <Stack direction="row" component="span" sx={{ display: 'inline-flex', gap: 0.5, flexWrap: 'wrap' }}>
      <ToneChip
        tone={person.role === 'admin' ? 'primary' : person.role === 'master' ? 'info' : 'default'}
        label={person.admin_role ? t(`adminRole.${person.admin_role}`) : t(`role.${person.role}`)}
      />
      {person.is_superuser && <ToneChip tone="warning" label={t('person.superuser')} />}
    </Stack>
  );
}

/** What is out of the ordinary with somebody, and whether a master takes orders. */
export function StateChip({ person }: { person: Person }) {
  const { t } = useTranslation();
  if (person.is_banned) {
    return <ToneChip tone="error" label={t('person.banned')} />;
  }
  return person.role === 'master' ? (
    <ToneChip tone={person.is_master_active ? 'success' : 'warning'} label={t(person.is_master_active ? 'person.active' : 'person.suspended')} />
  ) : null;
}

const LEVELS: Record<Schemas['ClientLevel'], 'default' | 'info' | 'success' | 'error'> = {
  newbie: 'default',
  trusted: 'info',
  reliable: 'success',
  problematic: 'error',
};

export function LevelChip({ level }: { level: Schemas['ClientLevel'] }) {
  const { t } = useTranslation();
  return <ToneChip tone={LEVELS[level]} label={t(`level.${level}`)} />;
}

/** The one figure that says most of somebody: the risk of a client, the score of a master. */
export function FigureChip({ person }: { person: Person }) {
  const { t } = useTranslation();
  if (person.role === 'client' && person.client_stats) {
    return <RiskChip level={person.client_stats.risk_level} score={person.client_stats.risk_score} />;
  }
  return person.role === 'master' && person.master_stats ? (
    <ToneChip tone="primary" label={t('person.score', { score: person.master_stats.master_score })} />
  ) : null;
}
