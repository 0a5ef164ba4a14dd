import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Key } from './Key';

const KEYS: { keys: string[]; does: ParseKeys }[] = [
  { keys: ['J', '↓'], does: 'queue.keyNext' },
  { keys: ['K', '↑'], does: 'queue.keyPrevious' },
  { keys: ['T', 'Enter'], does: 'queue.keyTake' },
  { keys: ['O'], does: 'queue.keyOpen' },
  { keys: ['?'], does: 'queue.keyHelp' },
];

export type QueueKeysDialogProps = { isOpen: boolean; onClose: () => void };

export function QueueKeysDialog({ isOpen, onClose }: QueueKeysDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={isOpen} onClose={onClose} maxWidth="xs" aria-labelledby="queue-keys">
      <DialogTitle id="queue-keys">{t('queue.keys')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 1.5 }}>
          {KEYS.map(({ keys, does }) => (
            <Stack key={does} direction="row" sx={{ gap: 0.75, alignItems: 'center' }}>
              <Stack direction="row" sx={{ gap: 0.5, width: 96, flexShrink: 0 }}>
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </Stack>
              <Typography>{t(does)}</Typography>
            </Stack>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('do.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
