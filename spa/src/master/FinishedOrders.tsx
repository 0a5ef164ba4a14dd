import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { Order } from '../live/frames';
import { useFrames } from '../live/live';

/** Nobody can be asked for these: they are gathered from what the stream tells. */
const FINISHED = ['finished-orders'];

/** What has been completed a moment ago, so that it does not just vanish: its client is still to be reviewed. */
export function FinishedOrders() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: orders } = useQuery<Order[]>({ queryKey: FINISHED, queryFn: () => [], enabled: false, initialData: [] });

  useFrames((frame) => {
    const order = frame.payload as Order | null;
    if (frame.type === 'appointment.updated' && order?.status === 'COMPLETED' && orders.every(({ id }) => id !== order.id)) {
      queries.setQueryData<Order[]>(FINISHED, [order, ...orders].slice(0, 5));
    }
  });

  if (orders.length === 0) {
    return null;
  }
  return (
    <Alert severity="success" onClose={() => queries.setQueryData(FINISHED, [])} slotProps={{ closeButton: { 'aria-label': t('do.close') } }} sx={{ mb: 2.5 }}>
      {t('board.finished')}
      <Stack direction="row" component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1.5, ml: 1 }}>
        {orders.map((order) => (
          <Link key={order.id} component={RouterLink} to={`/orders/${order.id}`} sx={{ fontWeight: 650 }}>
            {order.brand} {order.model}
          </Link>
        ))}
      </Stack>
    </Alert>
  );
}
