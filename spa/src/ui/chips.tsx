import Chip from '@mui/material/Chip';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';

export type Status = Schemas['AppointmentStatus'];
type Tone = 'default' | 'primary' | 'info' | 'success' | 'warning' | 'error';

const STATUS_TONES: Record<Status, Tone> = {
  NEW: 'info',
  IN_REVIEW: 'info',
  AWAITING_PAYMENT: 'warning',
  PAYMENT_PROOF_UPLOADED: 'warning',
  PAID: 'primary',
  IN_PROGRESS: 'primary',
  COMPLETED: 'success',
  DECLINED_BY_MASTER: 'error',
  CANCELLED: 'default',
};
/** In the order in which an order goes through them. */
export const STATUSES = Object.keys(STATUS_TONES) as Status[];

const RISK_TONES: Record<Schemas['RiskLevel'], Tone> = { low: 'success', medium: 'warning', high: 'error', critical: 'error' };

/** A word on a ground of its own colour, readable in both themes. */
export function ToneChip({ tone, label }: { tone: Tone; label: string }) {
  const color = tone === 'default' ? 'text-secondary' : `${tone}-main`;
  return (
    <Chip
      size="small"
      label={label}
      sx={{
        color: `var(--mui-palette-${color})`,
        bgcolor: `color-mix(in srgb, var(--mui-palette-${color}) 10%, var(--mui-palette-background-paper))`,
      }}
    />
  );
}

export function StatusChip({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <ToneChip tone={STATUS_TONES[status]} label={t(`status.${status}`)} />;
}

export function RiskChip({ level, score }: { level: Schemas['RiskLevel']; score?: number | null }) {
  const { t } = useTranslation();
  return <ToneChip tone={RISK_TONES[level]} label={score == null ? t(`risk.${level}`) : `${t(`risk.${level}`)} · ${score}`} />;
}
