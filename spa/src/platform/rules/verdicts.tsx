import { useTranslation } from 'react-i18next';
import { ToneChip } from '../../ui/chips';

const VERDICTS = {
  met: { tone: 'success', key: 'rules.verdict.met' },
  skipped: { tone: 'warning', key: 'rules.verdict.skipped' },
  not_met: { tone: 'default', key: 'rules.verdict.notMet' },
  not_asked: { tone: 'default', key: 'rules.verdict.notAsked' },
} as const;

export type Verdict = keyof typeof VERDICTS;

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  return <ToneChip tone={VERDICTS[verdict].tone} label={t(VERDICTS[verdict].key)} />;
}

export const REASONS = {
  cooldown: 'rules.reason.cooldown',
  stopped: 'rules.reason.stopped',
  budget: 'rules.reason.budget',
  depth: 'rules.reason.depth',
  limit: 'rules.reason.limit',
} as const;
