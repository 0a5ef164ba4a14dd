import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { ToneChip } from '../../ui/chips';
import { number } from '../../ui/format';
import { Moment } from '../../ui/Moment';
import { eventLink } from './eventLink';
import { Fold } from './Fold';
import type { RuleRun } from './queries';
import { Trace } from './Trace';
import { VerdictChip } from './verdicts';
import type { RuleWords } from './words';

const OUTCOMES = {
  done: { tone: 'success', key: 'rules.outcome.done' },
  nothing: { tone: 'default', key: 'rules.outcome.nothing' },
  ignored: { tone: 'warning', key: 'rules.outcome.ignored' },
  not_run: { tone: 'default', key: 'rules.outcome.notRun' },
  off: { tone: 'warning', key: 'rules.outcome.off' },
} as const;

/** What a rule made of an event. Of a rule, its events are told; of an event, its rules. */
export function RunRow({ run, of, words }: { run: RuleRun; of: 'rule' | 'event'; words: RuleWords }) {
  const { t } = useTranslation();
  const actions = run.actions.filter(({ outcome }) => run.verdict !== 'not_met' || outcome !== 'not_run');
  return (
    <Fold
      summary={
        <Box sx={{ minWidth: 0, flexGrow: 1 }}>
          <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
            <VerdictChip verdict={run.verdict} />
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {of === 'event' ? run.rule_name : t('rules.ofEntity', { id: run.entity_id, entity: t(`events.entity.${run.entity_type as 'Appointment'}`) })}
            </Typography>
            {run.is_replay && <ToneChip tone="info" label={t('rules.replay')} />}
            <Typography variant="body2" sx={{ color: 'text.secondary', ml: 'auto' }}>
              <Moment at={run.event_created_at} />
            </Typography>
          </Stack>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {run.explanation}
          </Typography>
        </Box>
      }
    >
      <Stack sx={{ gap: 1.5 }}>
        <Trace lines={run.trace} event={run.event_type} words={words} />
        {actions.length > 0 && (
          <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none', gap: 0.75 }} aria-label={t('rules.do')}>
            {actions.map((action) => (
              <Stack component="li" key={action.index} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                <ToneChip tone={OUTCOMES[action.outcome].tone} label={t(OUTCOMES[action.outcome].key)} />
                <Typography variant="body2">{words.action({ type: action.type })}</Typography>
              </Stack>
            ))}
          </Stack>
        )}
        <Stack direction="row" sx={{ columnGap: 2, rowGap: 0.5, flexWrap: 'wrap', color: 'text.secondary', fontSize: 13 }}>
          {of === 'rule' ? (
            <Link component={RouterLink} to={eventLink(run)}>
              {t('rules.event', { id: run.event_id })}
            </Link>
          ) : (
            <Link component={RouterLink} to={`/admin/rules/${run.rule_id}`}>
              {t('rules.openRule')}
            </Link>
          )}
          <span>{t('rules.version', { version: run.rule_version })}</span>
          {run.duration_micros !== null && <span>{t('rules.took', { ms: number(run.duration_micros / 1000, 1) })}</span>}
          {run.attempt > 0 && <span>{t('rules.attempt', { attempt: run.attempt + 1 })}</span>}
        </Stack>
      </Stack>
    </Fold>
  );
}
