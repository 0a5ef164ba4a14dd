import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { progressOf } from './progress';
import { STAGE_COLORS, StageLine } from './StageLine';

/** How far an order has come, stage by stage. */
export function StatusStepper({ order }: { order: Order }) {
  const { t } = useTranslation();
  const stages = progressOf(order).map(({ stage, state }) => ({
    key: stage,
    label: state === 'stopped' ? t(`status.${order.status}`) : t(`stage.${stage}`),
    state,
  }));
  return <StageLine label={t('order.progress')} stages={stages} />;
}

/** The same as a bar, for lists. */
export function ProgressBar({ order }: { order: Order }) {
  return (
    <Stack direction="row" aria-hidden sx={{ gap: 0.5 }}>
      {progressOf(order).map(({ stage, state }) => (
        <Box key={stage} sx={{ flex: 1, height: 4, borderRadius: 2, bgcolor: STAGE_COLORS[state] }} />
      ))}
    </Stack>
  );
}
