import NotificationsNoneRounded from '@mui/icons-material/NotificationsNoneRounded';
import Badge from '@mui/material/Badge';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onDemand } from '../ui/onDemand';
import { useAnnouncer } from './announcer';
import { useUnreadCount } from './notifications';
import type { PanelProps } from './Panel';

const Panel = onDemand<PanelProps>(async () => (await import('./Panel')).Panel);

/** How many notifications are unread, always; which, when it is opened. */
export function Bell() {
  const { t } = useTranslation();
  const unread = useUnreadCount();
  const [isOpen, setOpen] = useState(false);
  useAnnouncer();

  return (
    <>
      <IconButton aria-label={unread ? t('notifications.bell', { count: unread }) : t('notifications.title')} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <Badge badgeContent={unread} max={99} color="error">
          <NotificationsNoneRounded />
        </Badge>
      </IconButton>
      <Panel isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
