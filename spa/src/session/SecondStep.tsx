import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { Failure } from '../api/failure';
import { shown, toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { useSession } from './session';

/** Sends again what was right so far, with a code. */
export type WithCode = (totp: string) => Promise<Schemas['SignedIn']>;

/** Whether everything was right, and nothing is missing but a code. */
export const asksForCode = (failure: unknown) => failure instanceof Failure && failure.status === 400 && Object.keys(failure.fields).join() === 'totp';

/** The second step of signing in, for those who have turned it on. */
export function SecondStep({ send, onBack }: { send: WithCode; onBack: () => void }) {
  const { t } = useTranslation();
  const { enter } = useSession();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ defaultValues: { totp: '' } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ totp }) => {
    setError(null);
    try {
      await enter(await send(totp.trim()));
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void submit(event)} spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('login.codeText')}</Typography>
      <ErrorAlert error={error} />
      <TextField label={t('login.code')} autoComplete="one-time-code" autoFocus {...form.register('totp', { required: t('error.required') })} {...shown(errors.totp)} />
      <Button type="submit" variant="contained" size="large" loading={isSubmitting}>
        {t('login.submit')}
      </Button>
      <Button color="inherit" onClick={onBack}>
        {t('login.back')}
      </Button>
    </Stack>
  );
}
