import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useEffectEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useFeedback } from '../../ui/feedback';
import { shown, toFields } from '../../ui/forms';
import { ErrorAlert } from '../../ui/states';
import { useDraft } from '../../ui/useDraft';
import { useSaveWebhook, valuesOf, type Webhook, type WebhookValues } from './webhooks';

type FormProps = { webhook: Webhook | null; onClose: () => void; onSecret: (secret: string) => void };

/** A new webhook, or what can be changed of one. What was typed is kept until it is saved or given up. */
export function WebhookDialog({ isOpen, ...form }: FormProps & { isOpen: boolean }) {
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog open={isOpen} onClose={isBusy ? undefined : form.onClose} fullWidth maxWidth="sm" aria-labelledby="webhook-title">
      <WebhookForm key={form.webhook?.id ?? 'new'} {...form} onBusy={setBusy} />
    </Dialog>
  );
}

function WebhookForm({ webhook, onClose, onSecret, onBusy }: FormProps & { onBusy: (isBusy: boolean) => void }) {
  const { t } = useTranslation();
  const { say } = useFeedback();
  const save = useSaveWebhook();
  const [error, setError] = useState<unknown>(null);
  const saved = valuesOf(webhook);
  const [kept, keep, forget] = useDraft<WebhookValues>(`webhook.${webhook?.id ?? 'new'}`, saved);
  const schema = z.object({ url: z.string().trim().min(1, t('error.required')), description: z.string(), event_types: z.string() });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: kept });
  const { errors, isSubmitting } = form.formState;
  const keepChanges = useEffectEvent((values: WebhookValues) => (JSON.stringify(values) === JSON.stringify(saved) ? forget() : keep(values)));
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepChanges(values) }), [form]);

  const send = form.handleSubmit(async (values) => {
    setError(null);
    onBusy(true);
    try {
      const made = await save.mutateAsync({ id: webhook?.id, values });
      forget();
      onClose();
      if (made) {
        onSecret(made.secret);
      } else {
        say(t('webhooks.saved'));
      }
    } catch (failure) {
      setError(toFields(form, failure));
    } finally {
      onBusy(false);
    }
  });
  const giveUp = () => {
    forget();
    onClose();
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <DialogTitle id="webhook-title">{webhook ? t('webhooks.edit') : t('webhooks.new')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <ErrorAlert error={error} />
          <TextField type="url" label={t('webhooks.url')} placeholder="https://" required {...form.register('url')} {...shown(errors.url)} />
          <TextField label={t('webhooks.description')} {...form.register('description')} {...shown(errors.description)} />
          <TextField
            multiline
            minRows={3}
            label={t('webhooks.types')}
            {...form.register('event_types')}
            error={!!errors.event_types}
            helperText={errors.event_types?.message ?? t('webhooks.typesText')}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={giveUp} disabled={isSubmitting}>
          {t('do.cancel')}
        </Button>
        <Button type="submit" variant="contained" loading={isSubmitting}>
          {t('do.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
