import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Order } from '../live/frames';
import { useSession } from '../session/session';
import { CopyField } from '../ui/CopyField';
import { money } from '../ui/format';
import { ErrorAlert } from '../ui/states';
import { useDraft } from '../ui/useDraft';
import { ProofUpload } from './ProofUpload';
import { requisitesOf } from './requisites';
import { useStep } from './useStep';

type Method = Schemas['PaymentMethod'];

/** Leads the client through paying: where to, the proof, and saying so. */
export function PaymentForm({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { run, isBusy } = useStep();
  const [error, setError] = useState<unknown>(null);
  const settings = me?.payment_settings;
  const methods = settings?.payment_methods ?? [];
  const requisites: Record<Method, string> = { bank_transfer: settings?.bank_requisites ?? '', crypto: settings?.crypto_requisites ?? '' };
  // What the shop has said how to use is offered first.
  const [chosen, setChosen] = useDraft<Method | null>(`payment.${order.id}`, null);
  const method = chosen ?? methods.find((one) => requisites[one]) ?? methods[0] ?? 'bank_transfer';
  const lines = requisitesOf(requisites[method]);

  const tell = async () => {
    setError(null);
    try {
      await run(order, { action: 'mark-paid', body: { payment_method: method } });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Stack sx={{ gap: 3 }}>
      <Part number={1} title={t('pay.transfer')}>
        <ToggleButtonGroup exclusive fullWidth color="primary" value={method} aria-label={t('order.method')} onChange={(_, next: Method | null) => next && setChosen(next)}>
          {methods.map((one) => (
            <ToggleButton key={one} value={one} sx={{ textTransform: 'none', fontWeight: 600 }}>
              {t(`payment.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <CopyField label={t('pay.amount', { amount: money(order.total_price, order.currency) })} value={String(order.total_price)} />
        {lines.map(({ name, value }) => (
          <CopyField key={name + value} label={name || t('pay.requisites')} value={value} />
        ))}
        {lines.length === 0 && <Alert severity="warning">{t('pay.noRequisites')}</Alert>}
        {settings?.instructions && (
          <Alert severity="info" sx={{ whiteSpace: 'pre-wrap' }}>
            {settings.instructions}
          </Alert>
        )}
      </Part>
      <Part number={2} title={t('pay.proof')}>
        <ProofUpload order={order} />
      </Part>
      <Part number={3} title={t('pay.tell')}>
        <ErrorAlert error={error} />
        <Button variant="contained" size="large" loading={isBusy} disabled={!order.payment_proof_url} onClick={() => void tell()}>
          {t('pay.paid')}
        </Button>
        {!order.payment_proof_url && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('pay.proofFirst')}
          </Typography>
        )}
      </Part>
    </Stack>
  );
}

function Part({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Stack sx={{ gap: 1.25 }}>
      <Typography variant="h3">
        {number}. {title}
      </Typography>
      {children}
    </Stack>
  );
}
