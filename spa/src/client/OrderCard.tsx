import ChatBubbleOutlineRounded from '@mui/icons-material/ChatBubbleOutlineRounded';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Order } from '../live/frames';
import { ProgressBar } from '../orders/StatusStepper';
import { turnTitle } from '../orders/turn';
import { Moment } from '../ui/Moment';
import { StatusChip } from '../ui/chips';
import { money } from '../ui/format';

/** An order in a list of its client's. */
export function OrderCard({ order }: { order: Order }) {
  const { t } = useTranslation();
  const isMine = turnTitle(order.status, 'client') === 'turn.yours';
  return (
    <Card component="li" sx={{ listStyle: 'none' }}>
      <CardActionArea component={Link} to={`/orders/${order.id}`} sx={{ p: 2 }}>
        <Stack sx={{ gap: 1.25 }}>
          <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start', justifyContent: 'space-between' }}>
            <Stack sx={{ minWidth: 0 }}>
              <Typography variant="h3" component="h2" sx={{ overflowWrap: 'anywhere' }}>
                {order.brand} {order.model}
              </Typography>
              <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
                {t('order.number', { id: order.id })} · <Moment at={order.created_at} />
              </Typography>
            </Stack>
            <StatusChip status={order.status} />
          </Stack>
          <ProgressBar order={order} />
          <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', color: 'text.secondary' }}>
            <Typography variant="body2" sx={{ fontWeight: isMine ? 650 : 500, color: isMine ? 'primary.main' : undefined }}>
              {t(turnTitle(order.status, 'client'))}
            </Typography>
            {order.master_username && <Typography variant="body2">{t('my.master', { master: order.master_username })}</Typography>}
            {order.total_price !== null && <Typography variant="body2">{money(order.total_price, order.currency)}</Typography>}
            {order.unread_count > 0 && (
              <Stack direction="row" sx={{ gap: 0.5, alignItems: 'center', color: 'error.main', ml: 'auto' }}>
                <ChatBubbleOutlineRounded sx={{ fontSize: 18 }} />
                <Typography variant="body2" sx={{ fontWeight: 650 }}>
                  {t('my.unread', { count: order.unread_count })}
                </Typography>
              </Stack>
            )}
          </Stack>
        </Stack>
      </CardActionArea>
    </Card>
  );
}

/** Beside each other where there is room. */
export function OrderCards({ orders }: { orders: Order[] }) {
  return (
    <Stack component="ul" sx={{ p: 0, m: 0, display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, gap: 1.5 }}>
      {orders.map((order) => (
        <OrderCard key={order.id} order={order} />
      ))}
    </Stack>
  );
}
