import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask, newKey } from '../../api/client';
import type { Explained } from '../../people/score';
import { useFeedback } from '../../ui/feedback';
import { shown, toFields } from '../../ui/forms';
import { ErrorAlert } from '../../ui/states';
import { useDraft } from '../../ui/useDraft';
import { overrideForm, toLocalInput, type OverrideForm } from './override';
import { personKey } from './person';
import { PEOPLE } from './usePeople';

/** So long it holds unless somebody says otherwise. */
const MONTH = 30 * 86_400_000;

/** Sets a score by hand, for some time and for a reason. What was typed is kept until it is sent. */
export function OverrideDialog({ explained, onClose }: { explained: Explained; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { say } = useFeedback();
  const [draft, setDraft, forget] = useDraft<OverrideForm>(`override.${explained.account}`, {
    score: String(explained.override?.score ?? explained.score),
    reason: explained.override?.reason ?? '',
    expires_at: toLocalInput(explained.override ? new Date(explained.override.expires_at) : new Date(Date.now() + MONTH)),
  });
  const form = useForm<OverrideForm>({ resolver: zodResolver(overrideForm()), defaultValues: draft });
  const { errors } = form.formState;
  const [error, setError] = useState<unknown>(null);
  const { subscribe } = form;

  useEffect(() => subscribe({ formState: { values: true }, callback: ({ values }) => setDraft(values) }), [subscribe, setDraft]);

  const { mutate, isPending } = useMutation({
    mutationFn: ({ key, typed }: { key: string; typed: OverrideForm }) => {
      const params = { path: { id: explained.account }, header: { 'Idempotency-Key': key } };
      const body = { score: Number(typed.score), reason: typed.reason, expires_at: new Date(typed.expires_at).toISOString() };
      return ask(
        explained.kind === 'risk' ? api.POST('/admin/users/{id}/risk/override/', { params, body }) : api.POST('/admin/masters/{id}/score/override/', { params, body }),
      );
    },
    onSuccess: () => {
      forget();
      void queries.invalidateQueries({ queryKey: personKey(explained.account) });
      void queries.invalidateQueries({ queryKey: PEOPLE });
      say(t('override.done'));
      onClose();
    },
    onError: (failure) => setError(toFields(form, failure)),
  });

  return (
    <Dialog open onClose={onClose} aria-labelledby="override-title">
      <Box component="form" noValidate onSubmit={form.handleSubmit((typed) => mutate({ key: newKey(), typed }))} sx={{ display: 'contents' }}>
        <DialogTitle id="override-title">{t(`override.title.${explained.kind}`)}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>
            <Typography sx={{ color: 'text.secondary' }}>{t('override.text')}</Typography>
            <ErrorAlert error={error} />
            <TextField label={t('override.value')} autoFocus {...form.register('score')} {...shown(errors.score)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 3 } }} />
            <TextField label={t('override.reason')} multiline minRows={2} {...form.register('reason')} {...shown(errors.reason)} />
            <TextField label={t('override.until')} type="datetime-local" {...form.register('expires_at')} {...shown(errors.expires_at)} slotProps={{ inputLabel: { shrink: true } }} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isPending}>
            {t('override.set')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
