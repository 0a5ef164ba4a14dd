import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import NotificationsNoneRounded from '@mui/icons-material/NotificationsNoneRounded';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import SecurityOutlined from '@mui/icons-material/SecurityOutlined';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Typography from '@mui/material/Typography';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../session/session';
import { LoadMore } from '../ui/LoadMore';
import { Moment } from '../ui/Moment';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { destinationOf } from './destination';
import { marking, useMarkNotifications, useNotifications, type Notification } from './notifications';

const ICONS: Record<string, ReactElement> = {
  appointment: <AssignmentOutlined />,
  payment: <PaymentsOutlined />,
  security: <SecurityOutlined />,
};

/** One's notifications, newest first. Opening one marks it as read. */
export function NotificationList({ onLeave }: { onLeave?: () => void }) {
  const { t } = useTranslation();
  const user = useMe();
  const navigate = useNavigate();
  const query = useNotifications();
  const mark = useMarkNotifications();

  const open = (notification: Notification) => {
    if (!notification.is_read) {
      mark.mutate(marking([notification.id]));
    }
    const to = destinationOf(notification, user);
    if (to) {
      onLeave?.();
      void navigate(to);
    }
  };
  return (
    <Loaded query={query} skeleton={<ListSkeleton rows={6} height={72} />}>
      {({ pages }) => {
        const all = pages.flatMap((page) => page.items);
        return all.length === 0 ? (
          <EmptyState icon={<NotificationsNoneRounded />} title={t('notifications.empty')} text={t('notifications.emptyText')} />
        ) : (
          <>
            <List disablePadding sx={{ '& > li:last-of-type': { borderBottom: 0 } }}>
              {all.map((notification) => (
                <ListItem key={notification.id} disablePadding divider>
                  <Item notification={notification} onOpen={() => open(notification)} />
                </ListItem>
              ))}
            </List>
            <LoadMore list={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function Item({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { t } = useTranslation();
  const { is_read, type, title, message, created_at } = notification;
  return (
    <ListItemButton alignItems="flex-start" onClick={onOpen} sx={{ gap: 1.5, px: 2, py: 1.25, bgcolor: is_read ? undefined : 'color-mix(in srgb, var(--mui-palette-primary-main) 7%, transparent)' }}>
      <ListItemIcon sx={{ minWidth: 0, mt: 0.25, color: is_read ? 'text.secondary' : 'primary.main' }}>{ICONS[type] ?? <CampaignOutlined />}</ListItemIcon>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: is_read ? 500 : 650, overflowWrap: 'anywhere' }}>{title}</Typography>
        {message && (
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
            {message}
          </Typography>
        )}
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary', mt: 0.25 }}>
          <Moment at={created_at} />
        </Typography>
      </Box>
      {!is_read && <Box role="img" aria-label={t('notifications.unread')} sx={{ width: 10, height: 10, mt: 1, flexShrink: 0, borderRadius: '50%', bgcolor: 'primary.main' }} />}
    </ListItemButton>
  );
}
