import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useFeedback } from '../ui/feedback';
import { shown, toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { useChangePreferences, type Preferences } from './outside';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is proposed to somebody who has none yet. */
function nights() {
  return { from: '22:00', to: '08:00', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** When one is to be left alone. */
export function QuietHoursForm({ hours }: { hours: Preferences['quiet_hours'] }) {
  const { t } = useTranslation();
  const { say, sayFailure } = useFeedback();
  const change = useChangePreferences();
  const [isOpen, setOpen] = useState(hours !== null);
  const [error, setError] = useState<unknown>(null);
  const time = z.string().regex(TIME, t('outside.time'));
  const schema = z
    .object({ from: time, to: time, time_zone: z.string().trim().min(1, t('error.required')) })
    .refine(({ from, to }) => from !== to, { path: ['to'], message: t('outside.sameTime') });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: hours ?? nights() });
  const { errors, isSubmitting } = form.formState;

  const send = form.handleSubmit(async (quiet_hours) => {
    setError(null);
    try {
      await change.mutateAsync({ quiet_hours });
      say(t('outside.saved'));
    } catch (failure) {
      setError(toFields(form, failure));
    }
  });
  const choose = (wanted: boolean) => {
    setOpen(wanted);
    const quiet_hours = wanted ? nights() : null;
    if (quiet_hours) {
      form.reset(quiet_hours);
    }
    change.mutate(
      { quiet_hours },
      {
        onError: (failure) => {
          setOpen(!wanted);
          sayFailure(failure);
        },
      },
    );
  };
  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={(event) => void send(event)}>
      <FormControlLabel control={<Switch checked={isOpen} onChange={(_, wanted) => choose(wanted)} />} label={t('outside.quiet')} />
      {isOpen && (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('outside.quietText')}
          </Typography>
          <ErrorAlert error={error} />
          <Stack direction="row" spacing={1.5}>
            <TextField type="time" label={t('outside.from')} slotProps={{ inputLabel: { shrink: true } }} {...form.register('from')} {...shown(errors.from)} />
            <TextField type="time" label={t('outside.to')} slotProps={{ inputLabel: { shrink: true } }} {...form.register('to')} {...shown(errors.to)} />
          </Stack>
          <TextField label={t('outside.zone')} slotProps={{ htmlInput: { list: 'time-zones' } }} {...form.register('time_zone')} {...shown(errors.time_zone)} />
          <datalist id="time-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <Button type="submit" variant="outlined" loading={isSubmitting} sx={{ alignSelf: 'flex-start' }}>
            {t('outside.saveHours')}
          </Button>
        </>
      )}
    </Stack>
  );
}
