import StarOutlineRounded from '@mui/icons-material/StarOutlineRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { Order } from '../live/frames';
import { StatusChip } from '../ui/chips';
import { money } from '../ui/format';
import { Moment } from '../ui/Moment';
import { isToBeReviewed } from './finished';

/** An order that is over, with the way to the review of its client as long as there is none. */
export function FinishedCard({ order }: { order: Order }) {
  const { t } = useTranslation();
  const device = `${order.brand} ${order.model}`;
  const page = `/orders/${order.id}`;
  return (
    <Card component="article" aria-label={`${t('queue.number', { id: order.id })}, ${device}`} sx={{ p: 1.5, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Stack direction="row" sx={{ alignItems: 'start', gap: 1 }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Link component={RouterLink} to={page} underline="hover" sx={{ color: 'text.primary', fontWeight: 650, overflowWrap: 'anywhere' }}>
            {device}
          </Link>
          <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>
            {t('queue.number', { id: order.id })} · {order.client_username}
          </Typography>
        </Box>
        <StatusChip status={order.status} />
      </Stack>
      <Stack direction="row" sx={{ gap: 1, justifyContent: 'space-between', typography: 'body2', color: 'text.secondary' }}>
        <span>{order.total_price !== null && money(order.total_price, order.currency)}</span>
        <Moment at={order.completed_at ?? order.updated_at} />
      </Stack>
      {isToBeReviewed(order) && (
        <Button component={RouterLink} to={page} variant="outlined" startIcon={<StarOutlineRounded />}>
          {t('finished.review')}
        </Button>
      )}
    </Card>
  );
}
