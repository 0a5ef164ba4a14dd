import WarningAmberRounded from '@mui/icons-material/WarningAmberRounded';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Checkbox from '@mui/material/Checkbox';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Order } from '../../live/frames';
import { deadlineOf } from '../../orders/deadline';
import { StatusChip } from '../../ui/chips';
import { money } from '../../ui/format';
import { Moment } from '../../ui/Moment';

type Props = {
  orders: Order[];
  /** Null: nothing can be done with several at once. */
  chosen: Set<number> | null;
  onChoose: (ids: Set<number>) => void;
};

/** Whether it can be confirmed with others at once. A proof that another order had as well is for somebody to look at. */
export function isChoosable(order: Order): boolean {
  return order.status === 'PAYMENT_PROOF_UPLOADED' && !order.payment_proof_reused;
}

/** A table on a desk, cards on a phone. */
export function OrdersTable({ orders, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const choosable = orders.filter(isChoosable);
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    onChoose(next);
  };
  const box = (order: Order) =>
    chosen && (
      <Checkbox
        size="small"
        checked={chosen.has(order.id)}
        disabled={!isChoosable(order)}
        onChange={() => toggle(order.id)}
        slotProps={{ input: { 'aria-label': t('appointments.choose', { id: order.id }) } }}
      />
    );

  return (
    <>
      <TableContainer component={Card} sx={{ display: { xs: 'none', md: 'block' } }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              {chosen && (
                <TableCell padding="checkbox">
                  <Checkbox
                    size="small"
                    disabled={choosable.length === 0}
                    checked={choosable.length > 0 && choosable.every(({ id }) => chosen.has(id))}
                    indeterminate={chosen.size > 0 && !choosable.every(({ id }) => chosen.has(id))}
                    onChange={(_, isOn) => onChoose(new Set(isOn ? choosable.map(({ id }) => id) : []))}
                    slotProps={{ input: { 'aria-label': t('appointments.chooseAll') } }}
                  />
                </TableCell>
              )}
              <TableCell>{t('appointments.number')}</TableCell>
              <TableCell>{t('appointments.device')}</TableCell>
              <TableCell>{t('appointments.status')}</TableCell>
              <TableCell>{t('appointments.client')}</TableCell>
              <TableCell>{t('appointments.master')}</TableCell>
              <TableCell align="right">{t('appointments.price')}</TableCell>
              <TableCell>{t('appointments.due')}</TableCell>
              <TableCell>{t('appointments.created')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {orders.map((order) => (
              <TableRow key={order.id} hover selected={chosen?.has(order.id)}>
                {chosen && <TableCell padding="checkbox">{box(order)}</TableCell>}
                <TableCell sx={{ fontVariantNumeric: 'tabular-nums' }}>{order.id}</TableCell>
                <TableCell sx={{ maxWidth: 260 }}>
                  <MuiLink component={Link} to={`/orders/${order.id}`} noWrap sx={{ display: 'block', fontWeight: 600 }}>
                    {order.brand} {order.model}
                  </MuiLink>
                </TableCell>
                <TableCell>
                  <Status order={order} />
                </TableCell>
                <TableCell>
                  <MuiLink component={Link} to={`/admin/users/${order.client}`} color="text.primary">
                    {order.client_username}
                  </MuiLink>
                </TableCell>
                <TableCell>
                  {order.assigned_master ? (
                    <MuiLink component={Link} to={`/admin/users/${order.assigned_master}`} color="text.primary">
                      {order.master_username}
                    </MuiLink>
                  ) : (
                    '—'
                  )}
                </TableCell>
                <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                  {money(order.total_price, order.currency)}
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{isDue(order) ? <Due order={order} /> : '—'}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  <Moment at={order.created_at} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Stack spacing={1.25} sx={{ display: { xs: 'flex', md: 'none' } }}>
        {orders.map((order) => (
          <Card key={order.id} sx={{ p: 1.5 }}>
            <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
              {box(order)}
              <Box sx={{ flexGrow: 1, minWidth: 0 }}>
                <MuiLink component={Link} to={`/orders/${order.id}`} noWrap sx={{ display: 'block', fontWeight: 650 }}>
                  {order.brand} {order.model}
                </MuiLink>
                <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>
                  {t('order.number', { id: order.id })} · {order.client_username} → {order.master_username ?? '—'}
                </Typography>
              </Box>
              <Status order={order} />
            </Stack>
            <Stack direction="row" sx={{ gap: 2, mt: 1, color: 'text.secondary', typography: 'body2' }}>
              {order.total_price !== null && <span>{money(order.total_price, order.currency)}</span>}
              <Due order={order} />
              <Box component="span" sx={{ ml: 'auto' }}>
                <Moment at={order.created_at} />
              </Box>
            </Stack>
          </Card>
        ))}
      </Stack>
    </>
  );
}

/** Its status, and whether its proof is to be looked at before the payment is confirmed. */
function Status({ order }: { order: Order }) {
  const { t } = useTranslation();
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 0.5 }}>
      <StatusChip status={order.status} />
      {order.status === 'PAYMENT_PROOF_UPLOADED' && order.payment_proof_reused && <Warning text={t('pay.proofReused')} color="warning" />}
    </Stack>
  );
}

/** Whether there is anything to say about its deadlines. */
function isDue(order: Order): boolean {
  return order.sla_breached || deadlineOf(order) !== null;
}

/** The deadline that runs, and whether one was missed. */
function Due({ order }: { order: Order }) {
  const { t } = useTranslation();
  const deadline = deadlineOf(order);
  return isDue(order) && (
    <Stack component="span" direction="row" sx={{ alignItems: 'center', gap: 0.5 }}>
      {order.sla_breached && <Warning text={t('appointments.overdue')} color="error" />}
      {deadline ? <Moment at={deadline.until} /> : t('appointments.missed')}
    </Stack>
  );
}

function Warning({ text, color }: { text: string; color: 'warning' | 'error' }) {
  return (
    <Tooltip title={text}>
      <Box component="span" role="img" sx={{ display: 'inline-flex' }}>
        <WarningAmberRounded color={color} fontSize="small" />
      </Box>
    </Tooltip>
  );
}
