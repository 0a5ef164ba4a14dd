import ErrorOutlineRounded from '@mui/icons-material/ErrorOutlineRounded';
import ScheduleRounded from '@mui/icons-material/ScheduleRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { UploadProgress } from '../ui/UploadProgress';
import { Bubble } from './Bubble';
import { useOutbox } from './Deliveries';
import { FilePreview } from './FilePreview';
import type { Unsent, UnsentFile } from './outbox';
import { Words } from './Words';

/** A message on its way, or one that was refused and waits for a decision. */
export function UnsentBubble({ unsent, isLast }: { unsent: Unsent | UnsentFile; isLast: boolean }) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  const isHeldUp = useSyncExternalStore(outbox.subscribe, outbox.isHeldUp);
  const hasFailed = unsent.failure !== undefined;
  const file = 'file' in unsent ? unsent : null;

  return (
    <Stack sx={{ alignItems: 'flex-end', gap: 0.25 }}>
      <Bubble
        isOwn
        foot={
          hasFailed ? (
            <ErrorOutlineRounded color="error" titleAccess={t('chat.failed')} sx={{ fontSize: 16 }} />
          ) : (
            <ScheduleRounded titleAccess={t('chat.sending')} sx={{ fontSize: 15 }} />
          )
        }
      >
        {file && (
          <Box sx={{ minWidth: 200 }}>
            <FilePreview file={file.file} />
            {!hasFailed && <UploadProgress progress={file.progress} onCancel={() => outbox.discard(unsent.key)} />}
          </Box>
        )}
        {unsent.text && <Words text={unsent.text} />}
      </Bubble>
      {hasFailed ? (
        <Box role="alert" sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', alignItems: 'center', columnGap: 0.5, maxWidth: '84%' }}>
          <Typography variant="caption" color="error" sx={{ textAlign: 'right' }}>
            {unsent.failure || t('chat.stale')}
          </Typography>
          <Button size="small" sx={{ minHeight: 32 }} onClick={() => outbox.retry(unsent.key)}>
            {t('error.retry')}
          </Button>
          <Button size="small" color="inherit" sx={{ minHeight: 32 }} onClick={() => outbox.discard(unsent.key)}>
            {t('chat.discard')}
          </Button>
        </Box>
      ) : (
        (file || (isHeldUp && isLast)) && (
          <Typography variant="caption" sx={{ color: 'text.secondary', textAlign: 'right', maxWidth: '84%' }}>
            {file ? t('chat.fileWaits') : t('chat.waits')}
          </Typography>
        )
      )}
    </Stack>
  );
}
