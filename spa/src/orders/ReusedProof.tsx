import Alert from '@mui/material/Alert';
import MuiLink from '@mui/material/Link';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Order } from '../live/frames';

/** To whoever may confirm the payment, or has done so: the proof is not new. Which other orders had it, as far as the reader may see them. */
export function ReusedProof({ order }: { order: Order }) {
  const { t } = useTranslation();
  if (!order.payment_proof_reused) {
    return null;
  }
  return (
    <Alert severity="warning">
      {t(order.payment_confirmed_at ? 'pay.proofWasReused' : 'pay.proofReused')}
      {order.payment_proof_duplicates?.map((id) => (
        <Fragment key={id}>
          {' '}
          <MuiLink component={Link} to={`/orders/${id}`} sx={{ whiteSpace: 'nowrap' }}>
            {t('order.number', { id })}
          </MuiLink>
        </Fragment>
      ))}
    </Alert>
  );
}
