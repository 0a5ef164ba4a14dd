import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ParseKeys } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const KEYS: { keys: string[]; does: ParseKeys }[] = [
  { keys: ['J', '↓'], does: 'queue.keyNext' },
  { keys: ['K', '↑'], does: 'queue.keyPrevious' },
  { keys: ['T', 'Enter'], does: 'queue.keyTake' },
  { keys: ['O'], does: 'queue.keyOpen' },
  { keys: ['?'], does: 'queue.keyHelp' },
];

function Key({ children }: { children: ReactNode }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        fontWeight: 650,
        lineHeight: '20px',
        minWidth: 22,
        px: 0.75,
        textAlign: 'center',
        display: 'inline-block',
        border: 1,
        borderBottomWidth: 2,
        borderColor: 'divider',
        borderRadius: '6px',
        bgcolor: 'background.paper',
        color: 'text.primary',
      }}
    >
      {children}
    </Box>
  );
}

/** One line that reminds of the keys; for those who have some. */
export function QueueKeyHints() {
  const { t } = useTranslation();
  const hints = [
    { keys: ['J', 'K'], text: t('queue.hintChoose') },
    { keys: ['T'], text: t('queue.hintTake') },
    { keys: ['O'], text: t('queue.hintOpen') },
    { keys: ['?'], text: t('queue.hintHelp') },
  ];
  return (
    <Stack direction="row" sx={{ display: { xs: 'none', md: 'flex' }, gap: 2, alignItems: 'center', color: 'text.secondary', fontSize: '0.85rem' }}>
      {hints.map(({ keys, text }) => (
        <Stack key={text} direction="row" sx={{ gap: 0.5, alignItems: 'center' }}>
          {keys.map((key) => (
            <Key key={key}>{key}</Key>
          ))}
          <span>{text}</span>
        </Stack>
      ))}
    </Stack>
  );
}

export function QueueKeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
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
