import PlayArrowRounded from '@mui/icons-material/PlayArrowRounded';
import ScienceOutlined from '@mui/icons-material/ScienceOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../ui/format';
import { Section } from '../../ui/Section';
import { EmptyState, ErrorAlert } from '../../ui/states';
import type { RuleDraft } from './draft';
import { same } from './json';
import type { RunningSimulation, Stretch } from './simulate';
import { SimulationResult } from './SimulationResult';
import { localOf } from './ValueField';
import type { RuleWords } from './words';

type Props = {
  draft: RuleDraft;
  simulation: RunningSimulation;
  words: RuleWords;
  /** What puts the rule in force; nothing for those who may not, or when it is. */
  onActivate?: () => void;
  isSaving: boolean;
};

const LAST = [100, 1_000, 10_000, 200_000];

/** What the rule would have done with real history, before it does anything. */
export function Simulator({ draft, simulation, words, onActivate, isSaving }: Props) {
  const { t } = useTranslation();
  const [last, setLast] = useState<number | 'period'>(1_000);
  const [from, setFrom] = useState(() => localOf(new Date(Date.now() - 7 * 86_400_000)));
  const [to, setTo] = useState('');
  const { isRunning, progress, result, error } = simulation;
  const stretch: Stretch = last === 'period' ? { from: new Date(from).toISOString(), ...(to && { to: new Date(to).toISOString() }) } : { last };
  const isOld = result !== null && !same({ ...result.of, is_active: true, name: '' }, { ...draft, is_active: true, name: '' });

  return (
    <Stack sx={{ gap: 2 }}>
      <Section title={t('rules.simulate.title')}>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('rules.simulate.text', { trigger: words.trigger(draft.trigger_event_type) })}</Typography>
        <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 1.5, alignItems: { sm: 'flex-start' } }}>
          <TextField
            select
            size="small"
            label={t('rules.simulate.stretch')}
            value={last}
            onChange={(event) => setLast(event.target.value === 'period' ? 'period' : Number(event.target.value))}
            sx={{ maxWidth: { sm: 260 } }}
          >
            {LAST.map((count) => (
              <MenuItem key={count} value={count}>
                {t('rules.simulate.last', { count, amount: number(count) })}
              </MenuItem>
            ))}
            <MenuItem value="period">{t('rules.simulate.period')}</MenuItem>
          </TextField>
          {last === 'period' && (
            <>
              <TextField type="datetime-local" size="small" label={t('rules.simulate.from')} value={from} onChange={(event) => event.target.value && setFrom(event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
              <TextField type="datetime-local" size="small" label={t('rules.simulate.to')} value={to} onChange={(event) => setTo(event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
            </>
          )}
          <Box sx={{ flexShrink: 0 }}>
            {isRunning ? (
              <Button variant="outlined" onClick={simulation.stop}>
                {t('rules.simulate.stop')}
              </Button>
            ) : (
              <Button variant="contained" startIcon={<PlayArrowRounded />} onClick={() => void simulation.start(draft, stretch)}>
                {t('rules.simulate.start')}
              </Button>
            )}
          </Box>
        </Stack>
        {isRunning && (
          <Box sx={{ mt: 2 }}>
            <LinearProgress
              aria-label={t('rules.simulate.title')}
              variant={progress ? 'determinate' : 'indeterminate'}
              value={progress && progress.total ? (progress.examined / progress.total) * 100 : 0}
              sx={{ height: 8, borderRadius: 4 }}
            />
            <Typography variant="body2" role="status" sx={{ mt: 1, color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
              {progress
                ? t('rules.simulate.progress', { examined: number(progress.examined), total: number(progress.total), matched: number(progress.matched) })
                : t('rules.simulate.begins')}
            </Typography>
          </Box>
        )}
      </Section>
      <ErrorAlert error={error} />
      {isOld && !isRunning && <Alert severity="info">{t('rules.simulate.old')}</Alert>}
      {result ? (
        <SimulationResult simulation={result.simulation} words={words} onActivate={isOld ? undefined : onActivate} isSaving={isSaving} />
      ) : (
        !isRunning && !error && <EmptyState icon={<ScienceOutlined />} title={t('rules.simulate.none')} text={t('rules.simulate.noneText')} />
      )}
    </Stack>
  );
}
