import DoneAllRounded from '@mui/icons-material/DoneAllRounded';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { marking, useMarkNotifications, useUnreadCount } from './notifications';

/** Only while there is something to mark. */
export function MarkAll() {
  const { t } = useTranslation();
  const mark = useMarkNotifications();
  return useUnreadCount() > 0 ? (
    <Button startIcon={<DoneAllRounded />} onClick={() => mark.mutate(marking('all'))}>
      {t('notifications.markAll')}
    </Button>
  ) : null;
}
