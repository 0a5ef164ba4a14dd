import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import ChatBubbleOutlineRounded from '@mui/icons-material/ChatBubbleOutlineRounded';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { Order } from '../live/frames';
import { Countdown } from '../orders/Countdown';
import { deadlineOf } from '../orders/deadline';
import { OrderActions } from '../orders/OrderActions';
import { RiskChip, ToneChip } from '../ui/chips';
import { money } from '../ui/format';
import { Moment } from '../ui/Moment';

/** An order on the board with the one step that is due. */
export function BoardCard({ order }: { order: Order }) {
  const { t } = useTranslation();
  const device = `${order.brand} ${order.model}`;
  return (
    <Card component="article" aria-label={`${t('queue.number', { id: order.id })}, ${device}`} sx={{ p: 1.5, minWidth: 0 }}>
      <Stack direction="row" sx={{ alignItems: 'start', gap: 1 }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Link component={RouterLink} to={`/orders/${order.id}`} underline="hover" sx={{ color: 'text.primary', fontWeight: 650, overflowWrap: 'anywhere' }}>
            {device}
          </Link>
          <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>
            {t('queue.number', { id: order.id })} · {order.client_username}
          </Typography>
        </Box>
        <IconButton
          component={RouterLink}
          to={`/orders/${order.id}?tab=chat`}
          size="small"
          sx={{ mt: -0.5, mr: -0.25 }}
          aria-label={order.unread_count ? t('board.unread', { count: order.unread_count }) : t('board.chat')}
        >
          <Badge badgeContent={order.unread_count} color="primary" max={99}>
            <ChatBubbleOutlineRounded fontSize="small" />
          </Badge>
        </IconButton>
      </Stack>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75, my: 1, alignItems: 'center' }}>
        {order.total_price !== null && <Typography sx={{ fontWeight: 650, mr: 0.5 }}>{money(order.total_price, order.currency)}</Typography>}
        {order.client_risk_level && <RiskChip level={order.client_risk_level} score={order.client_risk_score} />}
        {order.sla_breached && <ToneChip tone="error" label={t('board.breached')} />}
        {order.platform_tags.map((tag) => (
          <ToneChip key={tag} tone="default" label={tag} />
        ))}
      </Stack>
      <Typography variant="body2" component="div" sx={{ color: 'text.secondary', mb: 1 }}>
        {deadlineOf(order) ? (
          <Countdown order={order} isBrief />
        ) : (
          <>
            {t('board.changed')} <Moment at={order.updated_at} />
          </>
        )}
      </Typography>
      <OrderActions order={order} variant="next" />
    </Card>
  );
}
