import TimerOutlined from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { ago, clock, moment } from '../ui/format';
import { useNow } from '../ui/useNow';
import { deadlineOf, secondsLeft, urgency, type Deadline, type Urgency } from './deadline';

const COLORS: Record<Urgency, string> = { calm: 'text.secondary', near: 'warning.main', over: 'error.main' };
/** From here on days say more than hours. */
const DAY = 86_400;

/**
 * How much time a promise leaves, second by second; nothing while no clock runs.
 *
 * @param isBrief only the time, where there are many below each other; in words otherwise
 */
export function Countdown({ order, isBrief = false }: { order: Order; isBrief?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const deadline = deadlineOf(order);
  if (!deadline) {
    return null;
  }
  const state = urgency(deadline, now);
  const label = t(`sla.by.${deadline.clock}`);
  const text = (isBrief ? brief : sentence)(t, deadline, now);
  return (
    <Stack
      component="span"
      direction="row"
      title={`${label}: ${moment(deadline.until)}`}
      sx={{
        display: 'inline-flex',
        alignSelf: 'start',
        alignItems: 'center',
        gap: 0.5,
        color: COLORS[state],
        fontWeight: isBrief && state === 'calm' ? 500 : 650,
        fontSize: '0.9rem',
        whiteSpace: isBrief ? 'nowrap' : undefined,
      }}
    >
      <TimerOutlined aria-hidden sx={{ fontSize: 18 }} />
      <Box component="time" dateTime={deadline.until} role="timer" aria-label={isBrief ? `${label}: ${text}` : text} sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {text}
      </Box>
    </Stack>
  );
}

function brief(t: TFunction, { until }: Deadline, now: number): string {
  const left = secondsLeft({ until }, now);
  return Math.abs(left) >= DAY ? ago(until, now) : left <= 0 ? t('sla.over', { time: clock(-left) }) : clock(left);
}

function sentence(t: TFunction, { until, clock: promise }: Deadline, now: number): string {
  const left = secondsLeft({ until }, now);
  if (left <= 0) {
    return t('sla.overdue', { time: clock(-left) });
  }
  return left > DAY ? t(`sla.${promise}Until`, { date: moment(until) }) : t(`sla.${promise}`, { time: clock(left) });
}
