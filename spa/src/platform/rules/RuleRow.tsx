import LoopRounded from '@mui/icons-material/LoopRounded';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { api, ask } from '../../api/client';
import { useCan } from '../../session/session';
import { ToneChip } from '../../ui/chips';
import { useFeedback } from '../../ui/feedback';
import { ruleKeys, type Rule } from './queries';
import { useSwitchRule } from './saving';
import { actionsOf, type RuleWords } from './words';

/** One rule of the list. */
export function RuleRow({ rule, words }: { rule: Rule; words: RuleWords }) {
  const { t } = useTranslation();
  const can = useCan();
  const { say, sayFailure } = useFeedback();
  const { mutate } = useSwitchRule();
  const actions = actionsOf(rule.action_json);

  const turn = (is_active: boolean, isUndo = false) =>
    mutate(
      { id: rule.id, is_active },
      {
        onSuccess: () => !isUndo && say(t(is_active ? 'rules.turnedOn' : 'rules.turnedOff', { name: rule.name }), { label: t('do.undo'), run: () => turn(!is_active, true) }),
        onError: sayFailure,
      },
    );

  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        display: 'grid',
        columnGap: { xs: 1, md: 2 },
        rowGap: 0.75,
        alignItems: 'center',
        px: { xs: 1.5, sm: 2 },
        py: 1.5,
        gridTemplateColumns: { xs: 'auto minmax(0, 1fr)', md: 'auto minmax(0, 1fr) 100px 110px' },
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      {can('rules.write') ? (
        <Switch
          checked={rule.is_active}
          onChange={(event) => turn(event.target.checked)}
          slotProps={{ input: { 'aria-label': t('rules.switch', { name: rule.name }) } }}
          sx={{ zIndex: 1, alignSelf: 'start', mt: -0.75, ml: -1 }}
        />
      ) : (
        <Box sx={{ alignSelf: 'start', minWidth: { md: 108 } }}>
          <ToneChip tone={rule.is_active ? 'success' : 'default'} label={t(rule.is_active ? 'rules.on' : 'rules.off')} />
        </Box>
      )}
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Link
            component={RouterLink}
            to={`/admin/rules/${rule.id}`}
            underline="none"
            sx={{ fontWeight: 650, color: 'text.primary', overflowWrap: 'anywhere', '&::after': { content: '""', position: 'absolute', inset: 0 } }}
          >
            {rule.name}
          </Link>
          {rule.problems.length > 0 && (
            <Tooltip title={rule.problems.map(({ message }) => message).join('\n')}>
              <span>
                <ToneChip tone="error" label={t('rules.problems', { count: rule.problems.length })} />
              </span>
            </Tooltip>
          )}
        </Stack>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.25, overflowWrap: 'anywhere' }}>
          <b>{t('rules.sentence.when')}</b> {words.trigger(rule.trigger_event_type)}
          {' · '}
          <b>{t('rules.sentence.if')}</b> {words.sentence(rule.condition_json, rule.trigger_event_type)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          <b>{t('rules.sentence.do')}</b> {actions.length ? actions.map((it) => words.action(it)).join('; ') : t('rules.doesNothing')}
        </Typography>
        {rule.warnings.map(({ pointer, message }) => (
          <Stack key={pointer + message} direction="row" sx={{ gap: 0.75, color: 'warning.main', mt: 0.5 }}>
            <LoopRounded aria-hidden sx={{ fontSize: 18, mt: '1px' }} />
            <Typography variant="body2">{message}</Typography>
          </Stack>
        ))}
      </Box>
      <LastRuns id={rule.id} />
      <Typography variant="body2" sx={{ color: 'text.secondary', gridColumn: { xs: 2, md: 'auto' }, textAlign: { md: 'right' } }}>
        {t('rules.priorityShort', { priority: rule.priority })}
      </Typography>
    </Box>
  );
}

const DOTS = { met: 'success.main', skipped: 'warning.main', not_met: 'action.disabled' } as const;
const WORDS = { met: 'rules.verdict.met', skipped: 'rules.verdict.skipped', not_met: 'rules.verdict.notMet' } as const;

/** What came of the latest events, the newest on the right. */
function LastRuns({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ruleKeys.lastRuns(id),
    queryFn: () => ask(api.GET('/admin/rules/{id}/runs/', { params: { path: { id }, query: { limit: 8 } } })),
    staleTime: 300_000,
  });
  const runs = data?.toReversed() ?? [];
  const counts = (['met', 'skipped', 'not_met'] as const).map((verdict) => `${t(WORDS[verdict])}: ${runs.filter((run) => run.verdict === verdict).length}`).join(', ');
  return (
    <Box sx={{ gridColumn: { xs: 2, md: 'auto' }, minHeight: { md: 12 } }}>
      {runs.length > 0 && (
        <Tooltip title={`${t('rules.lastRuns')}. ${counts}`}>
          <Stack direction="row" role="img" aria-label={`${t('rules.lastRuns')}. ${counts}`} sx={{ gap: 0.5, zIndex: 1, position: 'relative', width: 'fit-content' }}>
            {runs.map((run) => (
              <Box key={`${run.event_id} ${run.attempt}`} sx={{ width: 9, height: 9, borderRadius: '50%', bgcolor: DOTS[run.verdict] }} />
            ))}
          </Stack>
        </Tooltip>
      )}
    </Box>
  );
}
