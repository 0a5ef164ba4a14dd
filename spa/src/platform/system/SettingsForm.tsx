import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { api, ask, type Schemas } from '../../api/client';
import { Failure } from '../../api/failure';
import { useCan } from '../../session/session';
import { useFeedback } from '../../ui/feedback';
import { shown, toFields } from '../../ui/forms';
import { Section } from '../../ui/Section';
import { ErrorAlert, ListSkeleton, Loaded } from '../../ui/states';

type Settings = Schemas['PaymentSettings'];
/** The settings, and what makes sure that nobody else has changed them meanwhile. */
type Read = { settings: Settings; tag: string | null };

const KEY = ['admin', 'settings'];
const LONGEST = 50_000;

async function read(): Promise<Read> {
  const outcome = await api.GET('/admin/system/settings/');
  return { settings: await ask(Promise.resolve(outcome)), tag: outcome.response.headers.get('ETag') };
}

/** How clients pay, and what the shop promises. */
export function SettingsForm() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: KEY, queryFn: read, refetchOnMount: 'always' });
  return (
    <Section title={t('settings.title')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={4} height={64} />}>
        {(current) => <Fields key={current.tag} {...current} />}
      </Loaded>
    </Section>
  );
}

function Fields({ settings, tag }: Read) {
  const { t } = useTranslation();
  const can = useCan();
  const { say } = useFeedback();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const text = z.string().max(LONGEST, t('error.tooLong', { max: LONGEST }));
  const whole = (max: number) => z.coerce.number<number>().int(t('settings.whole')).min(1, t('settings.from', { min: 1 })).max(max, t('settings.upTo', { max }));
  const form = useForm({
    resolver: zodResolver(
      z.object({
        bank_requisites: text,
        crypto_requisites: text,
        instructions: text,
        sla_response_minutes: whole(43_200),
        sla_completion_hours: whole(8_760),
      }),
    ),
    defaultValues: settings,
  });
  const { errors, isDirty } = form.formState;
  const save = useMutation({
    mutationFn: (body: Settings) => ask(api.PATCH('/admin/system/settings/', { body, params: { header: tag ? { 'If-Match': tag } : {} } })),
    onSuccess: async () => {
      say(t('do.saved'));
      await queries.invalidateQueries({ queryKey: KEY });
    },
    onError: async (failure) => {
      setError(failure instanceof Failure && failure.status === 412 ? null : toFields(form, failure));
      if (failure instanceof Failure && failure.status === 412) {
        say(t('settings.changedMeanwhile'));
        await queries.invalidateQueries({ queryKey: KEY });
      }
    },
  });
  const isReadOnly = !can('settings.write');
  const readOnly = { slotProps: { input: { readOnly: isReadOnly } } };

  return (
    <Stack component="form" noValidate spacing={2} onSubmit={(event) => void form.handleSubmit((body) => save.mutate(body))(event)}>
      <ErrorAlert error={error} />
      <TextField label={t('settings.bank')} multiline minRows={2} {...form.register('bank_requisites')} {...shown(errors.bank_requisites)} {...readOnly} />
      <TextField label={t('settings.crypto')} multiline minRows={1} {...form.register('crypto_requisites')} {...shown(errors.crypto_requisites)} {...readOnly} />
      <TextField label={t('settings.instructions')} multiline minRows={2} {...form.register('instructions')} {...shown(errors.instructions)} {...readOnly} />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField type="number" label={t('settings.response')} {...form.register('sla_response_minutes')} {...shown(errors.sla_response_minutes)} {...readOnly} />
        <TextField type="number" label={t('settings.completion')} {...form.register('sla_completion_hours')} {...shown(errors.sla_completion_hours)} {...readOnly} />
      </Stack>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('settings.later')}
      </Typography>
      {!isReadOnly && (
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button disabled={!isDirty} onClick={() => form.reset()}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!isDirty} loading={save.isPending}>
            {t('do.save')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}
