import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../session/session';
import { number, percent } from '../../ui/format';
import { Section } from '../../ui/Section';
import { LevelChip } from './PersonChips';
import type { Person } from './decisions';
import { useSpan } from './useSpan';

/** Who somebody is, and the figures the shop keeps of them. */
export function PersonFacts({ person }: { person: Person }) {
  const { t } = useTranslation();
  const can = useCan();
  const span = useSpan();
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
  const facts = [
    [t('person.id'), person.id],
    [t('person.login'), person.username],
    [t('person.name'), name || t('person.noName')],
    [t('column.telegram'), person.telegram_username ? `@${person.telegram_username}` : t('person.noTelegram')],
  ] as const;
  const { client_stats: client, master_stats: master } = person;
  const figures =
    person.role === 'client' && client
      ? [
          [t('column.level'), <LevelChip key="level" level={client.level} />] as const,
          [t('column.completed'), number(client.completed_orders_count)] as const,
          [t('column.cancelled'), `${number(client.cancelled_orders_count)} · ${percent(client.cancellation_rate)}`] as const,
          [t('column.rating'), client.average_rating ? number(client.average_rating, 2) : '—'] as const,
        ]
      : person.role === 'master' && master
        ? [
            [t('column.workload'), number(master.active_workload)] as const,
            [t('column.rating'), master.avg_rating ? number(master.avg_rating, 2) : '—'] as const,
            [t('column.response'), span(master.avg_response_seconds)] as const,
            [t('column.completion'), percent(master.completion_rate)] as const,
            [t('column.cancellation'), percent(master.cancellation_rate)] as const,
          ]
        : [];
  return (
    <Section
      title={t('person.facts')}
      actions={
        can('appointments.read') &&
        person.role !== 'admin' && (
          <Button component={Link} to={`/admin/appointments?${person.role}=${person.id}`} size="small">
            {t('person.orders')}
          </Button>
        )
      }
    >
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(4, minmax(0, 1fr))', lg: `repeat(${Math.max(4, figures.length)}, minmax(0, 1fr))` } }}>
        {[...figures, ...facts].map(([label, value]) => (
          <Box key={label}>
            <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
              {label}
            </Typography>
            <Typography component="dd" sx={{ m: 0, fontWeight: 600, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
