import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { FileView } from '../ui/FileView';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { RiskChip } from '../ui/chips';
import { Facts } from './Facts';
import { sideOf } from './steps';

/** The device, what is wrong with it, and who is concerned with it. */
export function DeviceSection({ order }: { order: Order }) {
  const { t } = useTranslation();
  const side = sideOf(order, useMe());
  const risk = order.client_risk_level;
  return (
    <Section title={t('order.device')}>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2.5 }}>
        <Stack sx={{ gap: 2, flexGrow: 1, minWidth: 0 }}>
          <Facts
            all={[
              [t('order.brand'), order.brand],
              [t('order.model'), order.model],
              [t('order.lock'), t(`lock.${order.lock_type}`)],
              [t('order.pc'), order.has_pc ? t('order.pcYes') : t('order.pcNo')],
              [t('order.client'), side === 'client' ? null : order.client_username],
              [t('order.master'), order.master_username],
              [t('order.filed'), <Moment key="filed" at={order.created_at} />],
              [t('order.risk'), side !== 'client' && risk ? <RiskChip key="risk" level={risk} score={order.client_risk_score} /> : null],
            ]}
          />
          <Box>
            <Typography variant="body2" component="h3" sx={{ color: 'text.secondary' }}>
              {t('order.problem')}
            </Typography>
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{order.description}</Typography>
          </Box>
          {side !== 'client' && order.platform_tags.length > 0 && (
            <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75 }}>
              {order.platform_tags.map((tag) => (
                <Chip key={tag} size="small" variant="outlined" label={tag} />
              ))}
            </Stack>
          )}
        </Stack>
        {order.photo_lock_screen_url && (
          <Box sx={{ flexShrink: 0 }}>
            <FileView url={order.photo_lock_screen_url} alt={t('order.photo')} height={220} />
          </Box>
        )}
      </Stack>
    </Section>
  );
}
