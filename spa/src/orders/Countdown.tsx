import TimerOutlined from '@mui/icons-material/TimerOutlined';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { clock, moment } from '../ui/format';
import { useNow } from '../ui/useNow';
import { deadlineOf } from './progress';

/** Below this it is shown as urgent, when nobody says when it is. */
const URGENT = 5 * 60_000;
const DAY = 86_400_000;

/**
 * How much time a promise leaves, second by second; nothing while no clock runs.
 *
 * @param riskAt from when on it is at risk, as `…/sla/` tells
 */
export function Countdown({ order, riskAt }: { order: Order; riskAt?: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const deadline = deadlineOf(order);
  if (!deadline) {
    return null;
  }
  const left = new Date(deadline.at).getTime() - now;
  const isUrgent = riskAt ? now >= new Date(riskAt).getTime() : left < URGENT;
  const time = clock(Math.abs(left) / 1000);
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 0.75, color: left < 0 ? 'error.main' : isUrgent ? 'warning.main' : 'text.secondary' }}>
      <TimerOutlined fontSize="small" />
      <Typography variant="body2" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
        {left < 0 ? t('sla.overdue', { time }) : left > DAY ? t(`sla.${deadline.clock}Until`, { date: moment(deadline.at) }) : t(`sla.${deadline.clock}`, { time })}
      </Typography>
    </Stack>
  );
}
