import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { api, ask } from '../../api/client';
import { Failure } from '../../api/failure';
import { useCan } from '../../session/session';
import { useFeedback } from '../../ui/feedback';
import { shown, toFields } from '../../ui/forms';
import { Section } from '../../ui/Section';
import { ErrorAlert, ListSkeleton, Loaded } from '../../ui/states';
import { OvertakenNotice } from './OvertakenNotice';
import { changesOf, storedSettings, useSettingsDraft, type Settings, type StoredSettings } from './settings';

const LONGEST = 50_000;

/** How clients pay, and what the shop promises. */
export function SettingsForm() {
  const { t } = useTranslation();
  const query = useQuery({ ...storedSettings, refetchOnMount: 'always' });
  return (
    <Section title={t('settings.title')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={4} height={64} />}>
        {(stored) => <Fields stored={stored} />}
      </Loaded>
    </Section>
  );
}

function Fields({ stored }: { stored: StoredSettings }) {
  const { t } = useTranslation();
  const can = useCan();
  const { say } = useFeedback();
  const queries = useQueryClient();
  const draft = useSettingsDraft(stored);
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
    defaultValues: draft.mine,
  });
  const { errors } = form.formState;
  const show = useEffectEvent(() => form.reset(draft.mine));
  useEffect(() => show(), [stored.tag]);
  const field = (name: keyof Settings) => ({ ...form.register(name, { onChange: () => draft.change(form.getValues()) }), ...shown(errors[name]) });
  const giveUp = () => {
    draft.forget();
    setError(null);
    form.reset(stored.settings);
  };
  const save = useMutation({
    mutationFn: (body: Settings) =>
      ask(api.PATCH('/admin/system/settings/', { body: changesOf(stored.settings, body), params: { header: draft.tag ? { 'If-Match': draft.tag } : {} } })),
    onSuccess: async () => {
      setError(null);
      draft.forget();
      say(t('do.saved'));
      await queries.invalidateQueries({ queryKey: storedSettings.queryKey });
    },
    onError: async (failure) => {
      const isOvertaken = failure instanceof Failure && failure.status === 412;
      setError(isOvertaken ? null : toFields(form, failure));
      if (isOvertaken) {
        // What was written is kept, and what is saved by now comes beside it.
        await queries.invalidateQueries({ queryKey: storedSettings.queryKey });
      }
    },
  });
  const isReadOnly = !can('settings.write');
  const readOnly = { slotProps: { input: { readOnly: isReadOnly } } };

  return (
    <Stack component="form" noValidate spacing={2} onSubmit={(event) => void form.handleSubmit((body) => save.mutate(body))(event)}>
      <ErrorAlert error={error} />
      {draft.isOvertaken && <OvertakenNotice saved={stored.settings} changed={draft.changed} onTakeTheirs={giveUp} onKeepMine={draft.rebase} />}
      <TextField label={t('settings.bank')} multiline minRows={2} {...field('bank_requisites')} {...readOnly} />
      <TextField label={t('settings.crypto')} multiline minRows={1} {...field('crypto_requisites')} {...readOnly} />
      <TextField label={t('settings.instructions')} multiline minRows={2} {...field('instructions')} {...readOnly} />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField type="number" label={t('settings.response')} {...field('sla_response_minutes')} {...readOnly} />
        <TextField type="number" label={t('settings.completion')} {...field('sla_completion_hours')} {...readOnly} />
      </Stack>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('settings.later')}
      </Typography>
      {!isReadOnly && (
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button disabled={!draft.isChanged} onClick={giveUp}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!draft.isChanged || draft.isOvertaken} loading={save.isPending}>
            {t('do.save')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}
