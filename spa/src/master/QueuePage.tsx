import InboxRounded from '@mui/icons-material/InboxRounded';
import PauseCircleOutlineRounded from '@mui/icons-material/PauseCircleOutlineRounded';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTopics } from '../live/live';
import { useMe } from '../session/session';
import { Page } from '../ui/Page';
import { EmptyState } from '../ui/states';
import { Counts } from './Counts';
import { Queue } from './Queue';
import { QueueKeyHints } from './QueueKeyHints';

/** The orders that wait for a master: what a master sees first. */
export function QueuePage() {
  const { t } = useTranslation();
  const { is_master_active: isActive } = useMe();
  // Others may not watch it.
  useTopics(...(isActive ? ['queue'] : []));
  return (
    <Page title={t('queue.title')} subtitle={t('queue.text')} actions={isActive && <QueueKeyHints />}>
      <Counts />
      {isActive ? (
        <Queue empty={<EmptyState icon={<InboxRounded />} title={t('queue.empty')} text={t('queue.emptyText')} action={<ToBoard />} />} />
      ) : (
        <EmptyState icon={<PauseCircleOutlineRounded />} title={t('queue.inactive')} text={t('queue.inactiveText')} action={<ToBoard />} />
      )}
    </Page>
  );
}

function ToBoard() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/board" variant="outlined">
      {t('queue.toBoard')}
    </Button>
  );
}
