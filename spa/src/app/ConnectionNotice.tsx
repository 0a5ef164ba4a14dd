import CloudOffRounded from '@mui/icons-material/CloudOffRounded';
import SyncRounded from '@mui/icons-material/SyncRounded';
import Chip from '@mui/material/Chip';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../live/live';

/** A short break is nothing to worry anybody with. */
const PATIENCE = 2_500;

function subscribeToNetwork(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says calmly that what is shown may be old; nothing while all is well. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const state = useLiveState();
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  const isLost = !isOnline || state === 'reconnecting';
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    if (!isLost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [isLost]);

  return (
    <span role="status" data-live={state}>
      {isShown && (
        <Chip
          size="small"
          variant="outlined"
          icon={isOnline ? <SyncRounded /> : <CloudOffRounded />}
          label={isOnline ? t('live.reconnecting') : t('live.offline')}
          sx={{ maxWidth: { xs: 180, sm: 'none' } }}
        />
      )}
    </span>
  );
}
