import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { Schemas } from '../api/client';
import { shown, toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { PasswordField } from './PasswordField';
import { useSession } from './session';

const SHORTEST = 8;

type Props = {
  submit: string;
  create: (account: { username: string; password: string }) => Promise<Schemas['SignedIn']>;
  /** Hears of refusals that are about no field, and says whether it has taken care of them. */
  onRefused?: (failure: unknown) => boolean;
};

/** A name, a password twice: for the first admin, and for whoever registers. */
export function NewAccountForm({ submit, create, onRefused }: Props) {
  const { t } = useTranslation();
  const { enter } = useSession();
  const [error, setError] = useState<unknown>(null);
  const schema = z
    .object({
      username: z.string().trim().min(1, t('error.required')),
      password: z.string().min(SHORTEST, t('password.short', { min: SHORTEST })),
      repeat: z.string(),
    })
    .refine(({ password, repeat }) => password === repeat, { path: ['repeat'], message: t('setup.mismatch') });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '', repeat: '' } });
  const { errors, isSubmitting } = form.formState;

  const send = form.handleSubmit(async ({ username, password }) => {
    setError(null);
    try {
      await enter(await create({ username, password }));
    } catch (failure) {
      const rest = toFields(form, failure);
      setError(rest && onRefused?.(rest) ? null : rest);
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void send(event)} spacing={2}>
      <ErrorAlert error={error} />
      <TextField label={t('login.username')} autoComplete="username" autoFocus {...form.register('username')} {...shown(errors.username)} />
      <PasswordField label={t('login.password')} autoComplete="new-password" {...form.register('password')} {...shown(errors.password)} />
      <PasswordField label={t('setup.repeat')} autoComplete="new-password" {...form.register('repeat')} {...shown(errors.repeat)} />
      <Button type="submit" variant="contained" size="large" loading={isSubmitting}>
        {submit}
      </Button>
    </Stack>
  );
}
