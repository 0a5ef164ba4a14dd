import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, useLocation } from 'react-router';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { shown, toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { GuestPage } from './GuestPage';
import { PasswordField } from './PasswordField';
import { asksForCode, SecondStep, type WithCode } from './SecondStep';
import { useSession, type SentHere } from './session';
import { TelegramButton } from './TelegramButton';

export function LoginPage() {
  const { t } = useTranslation();
  const { enter } = useSession();
  const location = useLocation();
  const hasEnded = (location.state as SentHere | null)?.ended;
  const options = useQuery({ queryKey: keys.registration, queryFn: () => ask(api.GET('/auth/registration-status/')) });
  const [error, setError] = useState<unknown>(null);
  const [withCode, setWithCode] = useState<WithCode | null>(null);
  const form = useForm({ defaultValues: { username: '', password: '' } });
  // The first page of all does without a schema, and the library for those.
  const required = { required: t('error.required') };
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (body) => {
    setError(null);
    try {
      await enter(await ask(api.POST('/auth/login/', { body })));
    } catch (failure) {
      if (asksForCode(failure)) {
        setWithCode(() => (totp: string) => ask(api.POST('/auth/login/', { body: { ...body, totp } })));
      } else {
        setError(toFields(form, failure));
      }
    }
  });
  const onTelegramFailure = useCallback((failure: unknown, login: Schemas['TelegramLogin']) => {
    if (asksForCode(failure)) {
      setWithCode(() => (totp: string) => ask(api.POST('/auth/telegram/', { body: { ...login, totp } })));
    } else {
      setError(failure);
    }
  }, []);
  if (withCode) {
    return (
      <GuestPage title={t('login.codeTitle')} text={t('login.text')}>
        <SecondStep send={withCode} onBack={() => setWithCode(null)} />
      </GuestPage>
    );
  }
  return (
    <GuestPage title={t('login.title')} text={t('login.text')}>
      <Stack component="form" noValidate onSubmit={(event) => void submit(event)} spacing={2}>
        {hasEnded && !error ? <Alert severity="info">{t('login.expired')}</Alert> : null}
        <ErrorAlert error={error} />
        <TextField label={t('login.username')} autoComplete="username" autoFocus {...form.register('username', required)} {...shown(errors.username)} />
        <PasswordField label={t('login.password')} autoComplete="current-password" {...form.register('password', required)} {...shown(errors.password)} />
        <Button type="submit" variant="contained" size="large" loading={isSubmitting}>
          {t('login.submit')}
        </Button>
        {options.data?.telegram_bot && (
          <>
            <Divider>{t('login.or')}</Divider>
            <TelegramButton bot={options.data.telegram_bot} onFailure={onTelegramFailure} />
          </>
        )}
        {options.data?.open && (
          <Link component={RouterLink} to="/register" state={location.state} sx={{ textAlign: 'center' }}>
            {t('login.register')}
          </Link>
        )}
      </Stack>
    </GuestPage>
  );
}
