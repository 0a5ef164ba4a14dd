import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { day, time } from '../ui/format';

export function DayLine({ at }: { at: string }) {
  return (
    <Typography variant="caption" component="div" sx={{ textAlign: 'center', color: 'text.secondary', fontWeight: 600, py: 0.75 }}>
      {day(at)}
    </Typography>
  );
}

/** That the order is somewhere else now, and by whom. */
export function StatusLine({ entry }: { entry: Schemas['TimelineEntry'] }) {
  const { t } = useTranslation();
  if (entry.to_status === '') {
    return null;
  }
  return (
    <Box sx={{ display: 'flex', justifyContent: 'center' }}>
      <Typography variant="caption" sx={{ px: 1.5, py: 0.5, borderRadius: '12px', bgcolor: 'action.hover', color: 'text.secondary', textAlign: 'center', textWrap: 'balance', overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 650, color: 'text.primary' }}>
          {entry.from_status === '' ? t('chat.filed') : t(`chat.became.${entry.to_status}`)}
        </Box>
        {`\u00a0· ${[entry.actor_username, time(entry.created_at)].filter(Boolean).join(' · ')}`}
      </Typography>
    </Box>
  );
}

export function UnreadLine() {
  const { t } = useTranslation();
  return (
    <Divider sx={{ color: 'primary.main', typography: 'caption', fontWeight: 650, '&::before, &::after': { borderColor: 'primary.main' } }}>{t('chat.unread')}</Divider>
  );
}
