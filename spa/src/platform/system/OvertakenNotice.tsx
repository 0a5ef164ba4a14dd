import { useTranslation } from 'react-i18next';
import { Difference } from '../Difference';
import { Overtaken } from '../Overtaken';
import type { Settings } from './settings';

type Props = { saved: Settings; changed: Partial<Settings>; onTakeTheirs: () => void; onKeepMine: () => void };

const LABELS = {
  bank_requisites: 'settings.bank',
  crypto_requisites: 'settings.crypto',
  instructions: 'settings.instructions',
  sla_response_minutes: 'settings.response',
  sla_completion_hours: 'settings.completion',
} as const;

/** Somebody has saved the settings while the reader was writing: what is different, and whose is to stand. */
export function OvertakenNotice({ saved, changed, onTakeTheirs, onKeepMine }: Props) {
  const { t } = useTranslation();
  const names = Object.keys(changed) as (keyof Settings)[];
  const lines = (settings: Settings) =>
    names.flatMap((name) => [
      { depth: 0, text: t(LABELS[name]) },
      ...String(settings[name])
        .split('\n')
        .map((text) => ({ depth: 1, text })),
    ]);
  return (
    <Overtaken
      title={t('settings.overtaken')}
      text={t('settings.overtakenText')}
      takeTheirs={t('settings.takeTheirs')}
      keepMine={t('settings.keepMine')}
      onTakeTheirs={onTakeTheirs}
      onKeepMine={onKeepMine}
    >
      <Difference before={lines(saved)} after={lines({ ...saved, ...changed })} />
    </Overtaken>
  );
}
