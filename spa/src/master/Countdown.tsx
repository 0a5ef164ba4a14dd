import TimerOutlined from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { ago, clock, moment } from '../ui/format';
import { useNow } from '../ui/useNow';
import { secondsLeft, urgency, type Urgency } from './deadline';

const COLORS: Record<Urgency, string> = { calm: 'text.secondary', near: 'warning.main', over: 'error.main' };
/** From here on days say more than hours. */
const DAY = 86_400;

/** The time that is left until a deadline, running. */
export function Countdown({ until, from, label }: { until: string; from: string | null; label: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const left = secondsLeft(until, now);
  const state = urgency(until, from, now);
  const text = Math.abs(left) >= DAY ? ago(until, now) : state === 'over' ? t('countdown.over', { time: clock(-left) }) : clock(left);
  return (
    <Tooltip title={`${label}: ${moment(until)}`}>
      <Stack
        component="span"
        direction="row"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: COLORS[state], fontWeight: state === 'calm' ? 500 : 700, fontSize: '0.9rem', whiteSpace: 'nowrap' }}
      >
        <TimerOutlined aria-hidden sx={{ fontSize: 18 }} />
        <Box component="time" dateTime={until} role="timer" aria-label={`${label}: ${text}`} sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {text}
        </Box>
      </Stack>
    </Tooltip>
  );
}
