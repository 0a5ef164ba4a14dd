import PowerSettingsNewRounded from '@mui/icons-material/PowerSettingsNewRounded';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { ToneChip } from '../../ui/chips';
import { number } from '../../ui/format';
import { Moment } from '../../ui/Moment';
import { eventLink } from './eventLink';
import { Fold } from './Fold';
import type { Simulation } from './simulate';
import { Trace } from './Trace';
import { REASONS, VerdictChip } from './verdicts';
import type { RuleWords } from './words';

type Props = { simulation: Simulation; words: RuleWords; onActivate?: () => void; isSaving: boolean };
type SimulatedEvent = Simulation['events'][number];

/** How often the rule would have acted, with what, and what is different to the version in force. */
export function SimulationResult({ simulation, words, onActivate, isSaving }: Props) {
  const { t } = useTranslation();
  const { examined, matched, skipped, actions, difference, problems } = simulation;
  const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Card sx={{ p: { xs: 2, sm: 2.5 } }} component="section" aria-label={t('rules.simulate.result')}>
        <Stack direction={{ xs: 'column', md: 'row' }} sx={{ gap: 2.5, alignItems: { md: 'center' } }}>
          <Box sx={{ display: 'grid', gap: 2, flexGrow: 1, gridTemplateColumns: { xs: 'repeat(2, 1fr)', sm: 'repeat(3, auto)' }, justifyContent: 'start', columnGap: { sm: 5 } }}>
            <Figure value={examined} label={t('rules.simulate.examined')} />
            <Figure value={matched} label={t('rules.simulate.matched')} isStrong />
            <Figure value={skips} label={t('rules.simulate.skipped')} />
          </Box>
          {onActivate && (
            <Button size="large" variant="contained" startIcon={<PowerSettingsNewRounded />} onClick={onActivate} loading={isSaving} sx={{ px: 3 }}>
              {t('rules.simulate.activate')}
            </Button>
          )}
        </Stack>
        <Stack sx={{ gap: 1, mt: 2 }}>
          {Object.entries(actions).map(([type, count]) => (
            <Row key={type} label={words.action({ type })}>
              {number(count)} ×
            </Row>
          ))}
          {Object.entries(skipped).map(([reason, count]) => (
            <Row key={reason} label={reason in REASONS ? t(REASONS[reason as keyof typeof REASONS]) : reason}>
              {number(count)}
            </Row>
          ))}
        </Stack>
        <Stack direction="row" sx={{ gap: 1, mt: 2, flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {simulation.version === null ? t('rules.simulate.toNothing') : t('rules.simulate.toVersion', { version: simulation.version })}
          </Typography>
          <ToneChip tone="success" label={t('rules.simulate.added', { count: difference.added })} />
          <ToneChip tone="error" label={t('rules.simulate.removed', { count: difference.removed })} />
          <ToneChip tone="warning" label={t('rules.simulate.changed', { count: difference.changed })} />
        </Stack>
      </Card>
      {problems.length > 0 && (
        <Alert severity="error">
          {problems.map(({ pointer, message }) => (
            <div key={pointer + message}>
              <code>{pointer}</code>: {message}
            </div>
          ))}
        </Alert>
      )}
      <Events simulation={simulation} words={words} />
    </>
  );
}

function Figure({ value, label, isStrong = false }: { value: number; label: string; isStrong?: boolean }) {
  return (
    <Box>
      <Typography sx={{ fontSize: '1.9rem', fontWeight: 700, lineHeight: 1.15, fontVariantNumeric: 'tabular-nums', color: isStrong ? 'primary.main' : undefined }}>{number(value)}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
    </Box>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Stack direction="row" sx={{ gap: 2, justifyContent: 'space-between', maxWidth: 560, borderBottom: 1, borderColor: 'divider', pb: 0.5 }}>
      <Typography variant="body2">{label}</Typography>
      <Typography variant="body2" component="span" sx={{ fontWeight: 650, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
        {children}
      </Typography>
    </Stack>
  );
}

const VIEWS = { acted: 'rules.simulate.showMet', different: 'rules.simulate.showDifferent', others: 'rules.simulate.showNotMet' } as const;
type View = keyof typeof VIEWS;

const BELONGS: Record<View, (event: SimulatedEvent) => boolean> = {
  acted: ({ verdict }) => verdict === 'met' || verdict === 'skipped',
  different: ({ change }) => change !== null,
  others: ({ verdict }) => verdict === 'not_met' || verdict === 'not_asked',
};

function Events({ simulation, words }: { simulation: Simulation; words: RuleWords }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('acted');
  const shown = simulation.events.filter(BELONGS[view]);
  if (simulation.events.length === 0) {
    return null;
  }
  return (
    <Box component="section" aria-label={t('rules.simulate.events')}>
      <Box sx={{ overflowX: 'auto', mb: 1.5 }}>
        <ToggleButtonGroup exclusive size="small" value={view} onChange={(_, next: View | null) => next && setView(next)} aria-label={t('rules.simulate.events')}>
          {(Object.keys(VIEWS) as View[]).map((it) => (
            <ToggleButton key={it} value={it} sx={{ textTransform: 'none', px: 1.5, whiteSpace: 'nowrap' }}>
              {t(VIEWS[it])} · {simulation.events.filter(BELONGS[it]).length}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      {!simulation.complete && view !== 'others' && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t('rules.simulate.incomplete')}
        </Typography>
      )}
      {shown.length === 0 && <Typography sx={{ color: 'text.secondary', py: 2 }}>{t('rules.simulate.noEvents')}</Typography>}
      {shown.map((event) => (
        <EventRow key={event.event_id} event={event} words={words} />
      ))}
    </Box>
  );
}

const CHANGES = { added: 'success', removed: 'error', changed: 'warning' } as const;

function EventRow({ event, words }: { event: SimulatedEvent; words: RuleWords }) {
  const { t } = useTranslation();
  return (
    <Fold
      summary={
        <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap', flexGrow: 1, minWidth: 0 }}>
          <VerdictChip verdict={event.verdict} />
          <Typography sx={{ fontWeight: 600 }}>{t('rules.ofEntity', { id: event.entity_id, entity: t(`events.entity.${event.entity_type as 'Appointment'}`) })}</Typography>
          {event.change && <ToneChip tone={CHANGES[event.change]} label={t(`rules.change.${event.change}`)} />}
          {event.reason && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(REASONS[event.reason])}
            </Typography>
          )}
          <Typography variant="body2" sx={{ color: 'text.secondary', ml: 'auto' }}>
            <Moment at={event.created_at} />
          </Typography>
        </Stack>
      }
    >
      <Stack sx={{ gap: 1.5 }}>
        <Trace lines={event.trace} event={event.event_type} words={words} />
        {event.actions.length > 0 && (
          <Box>
            <Typography variant="overline" sx={{ color: 'text.secondary' }}>
              {t('rules.wouldDo')}
            </Typography>
            {event.actions.map((action, index) => (
              <Typography key={index} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {words.action(action)}
              </Typography>
            ))}
          </Box>
        )}
        <Link component={RouterLink} to={eventLink(event)} sx={{ fontSize: 13, alignSelf: 'flex-start' }}>
          {t('rules.event', { id: event.event_id })}
        </Link>
      </Stack>
    </Fold>
  );
}
