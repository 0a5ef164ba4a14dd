import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { FileView } from '../ui/FileView';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { money } from '../ui/format';
import { Facts } from './Facts';
import { OrderActions } from './OrderActions';
import { PaymentForm } from './PaymentForm';
import { ReusedProof } from './ReusedProof';
import { actionsOf, nextStep } from './steps';

/** The money of an order: how to pay for whoever has to, what was paid for everybody else. Nothing before there is a price. */
export function PaymentPanel({ order }: { order: Order }) {
  const { t } = useTranslation();
  const user = useMe();
  if (order.total_price === null && !order.payment_proof_url) {
    return null;
  }
  if (actionsOf(order, user).includes('upload-payment-proof')) {
    return (
      <Section title={t('pay.title')}>
        <PaymentForm order={order} />
      </Section>
    );
  }
  const mayConfirm = nextStep(order, user) === 'confirm-payment';
  return (
    <Section title={t('pay.title')}>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2.5 }}>
        <Stack sx={{ gap: 2, flexGrow: 1, minWidth: 0 }}>
          <Facts
            all={[
              [t('order.price'), money(order.total_price, order.currency)],
              [t('order.method'), order.payment_method && t(`payment.${order.payment_method}`)],
              [t('pay.marked'), order.payment_marked_at && <Moment key="marked" at={order.payment_marked_at} />],
              [t('pay.confirmed'), order.payment_confirmed_at && <Moment key="confirmed" at={order.payment_confirmed_at} />],
            ]}
          />
          <ReusedProof order={order} />
          {!order.payment_proof_url && order.status === 'AWAITING_PAYMENT' && <Alert severity="info">{t('pay.noProofYet')}</Alert>}
          {mayConfirm && (
            <Box>
              <OrderActions order={order} variant="next" />
            </Box>
          )}
        </Stack>
        {order.payment_proof_url && (
          <Box sx={{ flexShrink: 0, maxWidth: '100%', width: /\.pdf(\?|$)/i.test(order.payment_proof_url) ? { xs: '100%', sm: 320 } : undefined }}>
            <FileView url={order.payment_proof_url} alt={t('order.proof')} height={220} />
          </Box>
        )}
      </Stack>
    </Section>
  );
}
