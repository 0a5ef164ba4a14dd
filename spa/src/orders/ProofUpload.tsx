import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, upload } from '../api/client';
import { Failure } from '../api/failure';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { FileDrop } from '../ui/FileDrop';
import { FileView } from '../ui/FileView';
import { useFailureWords } from '../ui/states';
import { useKeepOrder } from './order';
import { hasChanged } from './useStep';

const TYPES = ['.jpg', '.jpeg', '.png', '.pdf'];

/** The proof is sent as soon as it is there; another one replaces it. */
export function ProofUpload({ order }: { order: Order }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const queries = useQueryClient();
  const keep = useKeepOrder();
  const cancellation = useRef<AbortController>(null);
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const sending = useMutation({
    mutationFn: ({ proof, key, signal }: { proof: File; key: string; signal: AbortSignal }) => {
      const form = new FormData();
      form.append('payment_proof', proof);
      setProgress(0);
      return upload<Order>(`/appointments/${order.id}/upload-payment-proof/`, form, { progress: setProgress, key, signal });
    },
    onSuccess: (updated) => {
      setFile(null);
      keep(updated);
    },
    onError: (failure, { signal }) => {
      if (signal.aborted) {
        setFile(null);
      } else if (hasChanged(failure)) {
        void queries.invalidateQueries({ queryKey: keys.order(order.id) });
      }
    },
    onSettled: () => setProgress(null),
  });
  const refusal = sending.error && !sending.variables.signal.aborted && (sending.error instanceof Failure && sending.error.fields.payment_proof ? sending.error.fields.payment_proof : words(sending.error).text);

  return (
    <Stack sx={{ gap: 1.5 }}>
      {order.payment_proof_url && (
        <>
          <Alert severity="success">{t('pay.proofThere')}</Alert>
          <FileView url={order.payment_proof_url} alt={t('order.proof')} height={180} />
        </>
      )}
      <FileDrop
        label={order.payment_proof_url ? t('pay.proofOther') : t('pay.proofDrop')}
        types={TYPES}
        file={file}
        progress={progress}
        onCancel={() => cancellation.current?.abort()}
        error={refusal || undefined}
        onChange={(chosen) => {
          setFile(chosen);
          sending.reset();
          if (chosen) {
            cancellation.current = new AbortController();
            sending.mutate({ proof: chosen, key: newKey(), signal: cancellation.current.signal });
          }
        }}
      />
    </Stack>
  );
}
