import NotificationsNoneRounded from '@mui/icons-material/NotificationsNoneRounded';
import Badge from '@mui/material/Badge';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListSkeleton } from '../ui/states';
import { useAnnouncer } from './announcer';
import { useUnreadCount } from './notifications';

const Panel = lazy(async () => ({ default: (await import('./Panel')).Panel }));

/** How many notifications are unread, always; which, when it is opened. */
export function Bell() {
  const { t } = useTranslation();
  const unread = useUnreadCount();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  useAnnouncer();

  return (
    <>
      <IconButton aria-label={unread ? t('notifications.bell', { count: unread }) : t('notifications.title')} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <Badge badgeContent={unread} max={99} color="error">
          <NotificationsNoneRounded />
        </Badge>
      </IconButton>
      <Drawer
        anchor="right"
        open={isOpen}
        onClose={() => setOpen(false)}
        slotProps={{ paper: { role: 'dialog', 'aria-labelledby': titleId, sx: { width: { xs: '100%', sm: 420 }, display: 'flex', flexDirection: 'column' } } }}
      >
        <Suspense fallback={<ListSkeleton rows={6} height={72} />}>
          <Panel titleId={titleId} onClose={() => setOpen(false)} />
        </Suspense>
      </Drawer>
    </>
  );
}
