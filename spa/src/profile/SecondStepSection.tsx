import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { PasswordField } from '../session/PasswordField';
import { useMe } from '../session/session';
import { ToneChip } from '../ui/chips';
import { CopyField } from '../ui/CopyField';
import { useFeedback } from '../ui/feedback';
import { shown, toFields } from '../ui/forms';
import { SecretDialog } from '../ui/SecretDialog';
import { Section } from '../ui/Section';
import { ErrorAlert, ListSkeleton, Loaded } from '../ui/states';

type Standing = Schemas['SecondStep'];
type Proposal = Schemas['SecondStepProposal'];

/** Whether signing in takes a code of an authenticator app as well. */
export function SecondStepSection() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { say } = useFeedback();
  const standing = useQuery({ queryKey: keys.secondStep, queryFn: () => ask(api.GET('/me/totp/')) });
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [recovery, setRecovery] = useState<string[] | null>(null);
  const isNow = (standing: Standing) => queries.setQueryData<Standing>(keys.secondStep, standing);

  const confirmed = (codes: string[]) => {
    isNow({ enabled: true, recovery_codes_left: codes.length });
    setProposal(null);
    setRecovery(codes);
  };
  const disabled = () => {
    isNow({ enabled: false, recovery_codes_left: 0 });
    say(t('totp.off'));
  };
  return (
    <Section title={t('totp.title')} actions={standing.data?.enabled && <ToneChip tone="success" label={t('totp.isOn')} />}>
      <Loaded query={standing} skeleton={<ListSkeleton rows={1} height={56} />}>
        {({ enabled, recovery_codes_left }) => (
          <Stack spacing={2}>
            {enabled && <Off left={recovery_codes_left} onDone={disabled} />}
            {!enabled && (proposal ? <Confirmation proposal={proposal} onDone={confirmed} /> : <Begin onDone={setProposal} />)}
          </Stack>
        )}
      </Loaded>
      <SecretDialog
        title={t('totp.recovery')}
        text={t('totp.recoveryText')}
        label={t('totp.recovery')}
        secret={recovery && recovery.join('\n')}
        kept={t('totp.recoveryKept')}
        onClose={() => setRecovery(null)}
      />
    </Section>
  );
}

function Begin({ onDone }: { onDone: (proposal: Proposal) => void }) {
  const { t } = useTranslation();
  const { has_password } = useMe();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ defaultValues: { password: '' } });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async ({ password }) => {
    setError(null);
    try {
      onDone(await ask(api.POST('/me/totp/begin/', { body: has_password ? { password } : {} })));
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void send(event)} spacing={2}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('totp.text')}
      </Typography>
      <ErrorAlert error={error} />
      {has_password && (
        <PasswordField label={t('totp.password')} autoComplete="current-password" {...form.register('password', { required: t('error.required') })} {...shown(errors.password)} />
      )}
      <Button type="submit" variant="contained" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
        {t('totp.begin')}
      </Button>
    </Stack>
  );
}

function Confirmation({ proposal, onDone }: { proposal: Proposal; onDone: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ defaultValues: { code: '' } });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async ({ code }) => {
    setError(null);
    try {
      onDone((await ask(api.POST('/me/totp/confirm/', { body: { code: code.trim() } }))).recovery_codes);
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void send(event)} spacing={2}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('totp.scan')}
      </Typography>
      <QrCode text={proposal.otpauth_uri} />
      <Link href={proposal.otpauth_uri}>{t('totp.open')}</Link>
      <CopyField label={t('totp.secret')} value={proposal.secret} />
      <ErrorAlert error={error} />
      <TextField label={t('totp.code')} autoComplete="one-time-code" {...form.register('code', { required: t('error.required') })} {...shown(errors.code)} />
      <Button type="submit" variant="contained" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
        {t('totp.confirm')}
      </Button>
    </Stack>
  );
}

function Off({ left, onDone }: { left: number; onDone: () => void }) {
  const { t } = useTranslation();
  const { has_password } = useMe();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ defaultValues: { password: '', code: '' } });
  const { errors, isSubmitting } = form.formState;
  const required = { required: t('error.required') };
  const send = form.handleSubmit(async ({ password, code }) => {
    setError(null);
    try {
      await ask(api.POST('/me/totp/disable/', { body: has_password ? { password, code: code.trim() } : { code: code.trim() } }));
      onDone();
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  return (
    <Stack component="form" noValidate onSubmit={(event) => void send(event)} spacing={2}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('totp.onText', { left })}
      </Typography>
      <ErrorAlert error={error} />
      {has_password && <PasswordField label={t('totp.password')} autoComplete="current-password" {...form.register('password', required)} {...shown(errors.password)} />}
      <TextField label={t('totp.code')} autoComplete="one-time-code" {...form.register('code', required)} {...shown(errors.code)} />
      <Button type="submit" color="error" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
        {t('totp.disable')}
      </Button>
    </Stack>
  );
}

/** The library is loaded with the picture; where it cannot be, link and secret are there. */
function QrCode({ text }: { text: string }) {
  const { t } = useTranslation();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void import('uqr')
      .then(({ renderSVG }) => isWanted && setSource(`data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2 }))}`))
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [text]);
  return source && <Box component="img" src={source} alt={t('totp.qr')} sx={{ width: 200, height: 200, borderRadius: 2 }} />;
}
