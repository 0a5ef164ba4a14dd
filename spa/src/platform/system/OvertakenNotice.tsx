import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { Difference } from '../Difference';
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
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { flexGrow: 1, minWidth: 0 } }}>
      <AlertTitle>{t('settings.overtaken')}</AlertTitle>
      {t('settings.overtakenText')}
      <Box sx={{ my: 1.5, p: 1, borderRadius: '10px', bgcolor: 'background.paper' }}>
        <Difference before={lines(saved)} after={lines({ ...saved, ...changed })} />
      </Box>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button size="small" variant="outlined" color="inherit" onClick={onTakeTheirs}>
          {t('settings.takeTheirs')}
        </Button>
        <Button size="small" variant="outlined" color="inherit" onClick={onKeepMine}>
          {t('settings.keepMine')}
        </Button>
      </Stack>
    </Alert>
  );
}
