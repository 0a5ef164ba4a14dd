import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';

/** How far a file is, from 0 to 1, and a way to leave it. */
export function UploadProgress({ progress, onCancel }: { progress: number; onCancel: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 1, mt: 0.75 }}>
      <LinearProgress variant="determinate" value={progress * 100} aria-label={t('file.uploading', { percent: Math.round(progress * 100) })} sx={{ flexGrow: 1, borderRadius: 1 }} />
      <Button size="small" color="inherit" onClick={onCancel} sx={{ minHeight: 32 }} aria-label={t('file.cancel')}>
        {t('do.cancel')}
      </Button>
    </Stack>
  );
}
