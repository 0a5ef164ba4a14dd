import BlockRounded from '@mui/icons-material/BlockRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/states';
import { useSignOut } from './useSignOut';

export function BannedPage({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center' }}>
      <EmptyState
        isPage
        icon={<BlockRounded />}
        title={t('banned.title')}
        text={t('banned.text', { reason: reason || t('banned.noReason') })}
        action={<Button onClick={() => void signOut()}>{t('session.signOut')}</Button>}
      />
    </Box>
  );
}
