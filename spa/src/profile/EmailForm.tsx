import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFeedback } from '../ui/feedback';
import { shown, toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { useChangePreferences, type Preferences } from './outside';

/** Where letters go, and what they are in. An empty address is none. */
export function EmailForm({ email, language }: Pick<Preferences, 'email' | 'language'>) {
  const { t } = useTranslation();
  const { say } = useFeedback();
  const change = useChangePreferences();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ defaultValues: { email: email ?? '', language } });
  const { errors, isSubmitting } = form.formState;

  const send = form.handleSubmit(async (values) => {
    setError(null);
    try {
      await change.mutateAsync({ email: values.email.trim() || null, language: values.language });
      say(t('outside.saved'));
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={(event) => void send(event)}>
      <ErrorAlert error={error} />
      <TextField type="email" label={t('outside.email')} autoComplete="email" {...form.register('email')} {...shown(errors.email)} />
      <Controller
        control={form.control}
        name="language"
        render={({ field }) => (
          <TextField select label={t('outside.language')} {...field}>
            <MenuItem value="ru">Русский</MenuItem>
            <MenuItem value="en">English</MenuItem>
          </TextField>
        )}
      />
      <Button type="submit" variant="outlined" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
        {t('outside.saveEmail')}
      </Button>
    </Stack>
  );
}
