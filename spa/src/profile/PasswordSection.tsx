import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { PasswordField } from '../session/PasswordField';
import { useMe } from '../session/session';
import { useFeedback } from '../ui/feedback';
import { shown, toFields } from '../ui/forms';
import { Section } from '../ui/Section';
import { ErrorAlert } from '../ui/states';

const SHORTEST = 8;
const EMPTY = { current_password: '', new_password: '', repeat: '' };

export function PasswordSection() {
  const { t } = useTranslation();
  const { has_password } = useMe();
  return (
    <Section title={t('profile.password')}>
      {has_password ? <PasswordForm /> : <Typography sx={{ color: 'text.secondary' }}>{t('profile.passwordTelegram')}</Typography>}
    </Section>
  );
}

/** A new password ends all other sessions. */
export function PasswordForm() {
  const { t } = useTranslation();
  const { say } = useFeedback();
  const { username } = useMe();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const schema = z
    .object({
      current_password: z.string().min(1, t('error.required')),
      new_password: z.string().min(SHORTEST, t('password.short', { min: SHORTEST })),
      repeat: z.string(),
    })
    .refine(({ new_password, repeat }) => new_password === repeat, { path: ['repeat'], message: t('setup.mismatch') });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const { errors, isSubmitting } = form.formState;

  const send = form.handleSubmit(async ({ current_password, new_password }) => {
    setError(null);
    try {
      await ask(api.POST('/me/password/', { body: { current_password, new_password } }));
      form.reset(EMPTY);
      say(t('profile.passwordChanged'));
      void queries.invalidateQueries({ queryKey: keys.sessions });
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void send(event)} spacing={2}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('profile.passwordText')}
      </Typography>
      <ErrorAlert error={error} />
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField label={t('profile.currentPassword')} autoComplete="current-password" {...form.register('current_password')} {...shown(errors.current_password)} />
      <PasswordField label={t('profile.newPassword')} autoComplete="new-password" {...form.register('new_password')} {...shown(errors.new_password)} />
      <PasswordField label={t('setup.repeat')} autoComplete="new-password" {...form.register('repeat')} {...shown(errors.repeat)} />
      <Button type="submit" variant="contained" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
        {t('profile.changePassword')}
      </Button>
    </Stack>
  );
}
