import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { StageLine } from '../orders/StageLine';

/** Where in the wizard one is. */
export function WizardSteps({ step }: { step: number }) {
  const { t } = useTranslation();
  const stages = (['new.step1', 'new.step2', 'new.step3'] as const).map((key, at) => ({
    key,
    label: t(key),
    state: at < step - 1 ? ('passed' as const) : at === step - 1 ? ('current' as const) : ('ahead' as const),
  }));
  return (
    <Box sx={{ mb: 2.5 }}>
      <StageLine label={t('new.steps')} stages={stages} />
    </Box>
  );
}
