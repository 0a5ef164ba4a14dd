import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { useTranslation } from 'react-i18next';

/** Where in the wizard one is. */
export function WizardSteps({ step }: { step: number }) {
  const { t } = useTranslation();
  return (
    <Stepper activeStep={step - 1} alternativeLabel aria-label={t('new.steps')} sx={{ mb: 2.5 }}>
      {(['new.step1', 'new.step2', 'new.step3'] as const).map((label, at) => (
        <Step key={label} aria-current={at === step - 1 ? 'step' : undefined}>
          <StepLabel>{t(label)}</StepLabel>
        </Step>
      ))}
    </Stepper>
  );
}
