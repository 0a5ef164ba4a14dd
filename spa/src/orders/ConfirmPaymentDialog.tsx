import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { FileView } from '../ui/FileView';
import { money } from '../ui/format';
import { Facts } from './Facts';
import { FormDialog } from './FormDialog';
import { ReusedProof } from './ReusedProof';
import { useDialogStep, type StepDialogProps } from './useDialogStep';

/** Whoever confirms has the proof before their eyes. */
export function ConfirmPaymentDialog(props: StepDialogProps) {
  const { order } = props;
  const { t } = useTranslation();
  const { take, isBusy, error } = useDialogStep(props);
  return (
    <FormDialog
      title={t('step.confirm.title')}
      text={t('step.confirm.text')}
      submit={t('step.confirm.submit')}
      isBusy={isBusy}
      error={error}
      onSubmit={() => void take({ action: 'confirm-payment' })}
      onClose={props.onClose}
    >
      <Facts
        all={[
          [t('order.price'), money(order.total_price, order.currency)],
          [t('order.method'), order.payment_method && t(`payment.${order.payment_method}`)],
          [t('order.client'), order.client_username],
        ]}
      />
      <ReusedProof order={order} />
      {order.payment_proof_url ? (
        <Box>
          <FileView url={order.payment_proof_url} alt={t('order.proof')} height={300} />
        </Box>
      ) : (
        <Alert severity="warning">{t('step.confirm.noProof')}</Alert>
      )}
    </FormDialog>
  );
}
