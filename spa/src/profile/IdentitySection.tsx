import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { useMe } from '../session/session';
import { ToneChip } from '../ui/chips';
import { Section } from '../ui/Section';

export function IdentitySection() {
  const { t } = useTranslation();
  const user = useMe();
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return (
    <Section title={t('profile.who')}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
        <Avatar src={user.telegram_photo_url || undefined} alt="" sx={{ width: 64, height: 64, fontSize: 28, bgcolor: 'primary.main', color: 'primary.contrastText' }}>
          {(name || user.username).charAt(0).toUpperCase()}
        </Avatar>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h3" component="p" sx={{ overflowWrap: 'anywhere' }}>
            {name || user.username}
          </Typography>
          {name && <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{user.username}</Typography>}
          <Stack direction="row" sx={{ gap: 1, mt: 0.75, flexWrap: 'wrap' }}>
            <ToneChip tone="primary" label={user.admin_role ? t(`adminRole.${user.admin_role}`) : t(`role.${user.role}`)} />
            {user.role === 'master' && (
              <ToneChip tone={user.is_master_active ? 'success' : 'warning'} label={user.is_master_active ? t('profile.masterActive') : t('profile.masterInactive')} />
            )}
          </Stack>
        </Box>
      </Stack>
      <Stack spacing={0.5} sx={{ mt: 2, color: 'text.secondary' }}>
        <Typography variant="body2">
          {user.telegram_id === null
            ? t('profile.noTelegram')
            : user.telegram_username
              ? t('profile.telegramAs', { name: user.telegram_username })
              : t('profile.telegram')}
        </Typography>
        {user.role === 'master' && (
          <Typography variant="body2">
            {user.is_master_active ? (
              <Link component={RouterLink} to="/score">
                {t('profile.toScore')}
              </Link>
            ) : (
              t('profile.masterInactiveText')
            )}
          </Typography>
        )}
      </Stack>
    </Section>
  );
}
