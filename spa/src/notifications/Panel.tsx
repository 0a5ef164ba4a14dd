import CloseRounded from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MarkAll } from './MarkAll';
import { NotificationList } from './NotificationList';

export type PanelProps = { isOpen: boolean; onClose: () => void };

/** What opens beside the page. */
export function Panel({ isOpen, onClose }: PanelProps) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={isOpen}
      onClose={onClose}
      slotProps={{ paper: { role: 'dialog', 'aria-labelledby': titleId, sx: { width: { xs: '100%', sm: 420 }, display: 'flex', flexDirection: 'column' } } }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', gap: 0.5, pl: 2, pr: 1, minHeight: 60, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}>
        <Typography variant="h2" id={titleId} sx={{ flexGrow: 1 }}>
          {t('notifications.title')}
        </Typography>
        <MarkAll />
        <IconButton aria-label={t('do.close')} onClick={onClose}>
          <CloseRounded />
        </IconButton>
      </Stack>
      <Box sx={{ flexGrow: 1, overflowY: 'auto' }}>
        <NotificationList onLeave={onClose} />
      </Box>
      <Stack direction="row" sx={{ justifyContent: 'space-between', p: 1, borderTop: 1, borderColor: 'divider', flexShrink: 0 }}>
        <Button component={Link} to="/notifications" onClick={onClose}>
          {t('notifications.all')}
        </Button>
        <Button component={Link} to="/profile#notifications" color="inherit" onClick={onClose}>
          {t('notifications.settings')}
        </Button>
      </Stack>
    </Drawer>
  );
}
