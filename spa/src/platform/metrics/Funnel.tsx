import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { number, percent } from '../../ui/format';

type Step = Schemas['MetricsFunnel']['steps'][number];

/** How far orders have come, and where they are lost; each step leads to its orders. */
export function Funnel({ steps, onStep }: { steps: Step[]; onStep: (step: Step['step']) => void }) {
  const { t } = useTranslation();
  return (
    <Stack spacing={1}>
      {steps.map(({ step, count, share, lost, waiting }) => (
        <ButtonBase key={step} onClick={() => onStep(step)} sx={{ display: 'block', textAlign: 'left', borderRadius: 2, p: 1, '&:hover': { bgcolor: 'action.hover' } }}>
          <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2, mb: 0.5 }}>
            <Typography sx={{ fontWeight: 600 }}>{t(`step.${step}`)}</Typography>
            <Typography sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {number(count)} · {percent(share)}
            </Typography>
          </Stack>
          <Box sx={{ height: 10, borderRadius: 5, bgcolor: 'action.hover', overflow: 'hidden' }} aria-hidden>
            <Box sx={{ height: '100%', width: `${share * 100}%`, bgcolor: 'primary.main', borderRadius: 5 }} />
          </Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('metrics.lostWaiting', { lost, waiting })}
          </Typography>
        </ButtonBase>
      ))}
    </Stack>
  );
}
