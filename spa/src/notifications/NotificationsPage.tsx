import Card from '@mui/material/Card';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page';
import { MarkAll } from './MarkAll';
import { NotificationList } from './NotificationList';

export function NotificationsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('notifications.title')} actions={<MarkAll />} width={760}>
      <Card>
        <NotificationList />
      </Card>
    </Page>
  );
}
