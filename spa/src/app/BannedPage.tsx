import BlockRounded from '@mui/icons-material/BlockRounded';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session';
import { EmptyState } from '../ui/states';

export function BannedPage({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const { leave } = useSession();
  return (
    <EmptyState
      isPage
      icon={<BlockRounded />}
      title={t('banned.title')}
      text={t('banned.text', { reason: reason || t('banned.noReason') })}
      action={<Button onClick={() => void leave()}>{t('session.signOut')}</Button>}
    />
  );
}
