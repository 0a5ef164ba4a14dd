import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useEffectEvent, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { newKey } from '../../api/client';
import { useFeedback } from '../../ui/feedback';
import { percent } from '../../ui/format';
import { shown, toFields } from '../../ui/forms';
import { ErrorAlert } from '../../ui/states';
import { useDraft } from '../../ui/useDraft';
import { PeopleField } from '../PeopleField';
import { changesOf, forRoles, useChangeFlag, useCreateFlag, valuesOf, type FeatureFlag, type FlagChange, type FlagValues } from './flags';

const ROLES = ['client', 'master', 'admin'] as const;

/** A flag that is made, or changed. */
export function FlagDialog({ flag, isOpen, onClose }: { flag: FeatureFlag | null; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog open={isOpen} onClose={onClose} aria-labelledby="flag-title">
      <FlagForm flag={flag} onClose={onClose} />
    </Dialog>
  );
}

function FlagForm({ flag, onClose }: { flag: FeatureFlag | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useFeedback();
  const create = useCreateFlag();
  const change = useChangeFlag();
  const [key] = useState(newKey);
  const [failure, setFailure] = useState<unknown>(null);
  const saved = valuesOf(flag);
  const [kept, keep, forget] = useDraft<Partial<FlagValues>>(`flag.${flag?.id ?? 'new'}`, {});
  const [isContinued] = useState(Object.keys(kept).length > 0);
  const form = useForm({
    resolver: zodResolver(
      z.object({
        name: z.string().trim().min(1, t('error.required')).max(120, t('error.tooLong', { max: 120 })),
        is_enabled: z.boolean(),
        rollout_percentage: z.number(),
        scope: z.enum(['global', 'per_user', 'per_role']),
        roles: z.array(z.enum(ROLES)),
        users: z.array(z.number()),
      }),
    ),
    defaultValues: { ...saved, ...kept },
  });
  const { control, register, watch, formState } = form;
  const scope = watch('scope');
  const keepChanges = useEffectEvent((values: FlagValues) => {
    const changed = changesOf(saved, values);
    if (Object.keys(changed).length > 0) {
      keep(changed);
    } else {
      forget();
    }
  });
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepChanges(values) }), [form]);

  const submit = form.handleSubmit(async ({ roles, ...values }) => {
    setFailure(null);
    const body = { ...values, conditions: forRoles(flag?.conditions ?? {}, scope === 'per_user' ? [] : roles) };
    try {
      if (flag) {
        const changed = Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(flag[name as keyof FeatureFlag]));
        await change.mutateAsync({ id: flag.id, change: Object.fromEntries(changed) as FlagChange });
      } else {
        await create.mutateAsync({ flag: body, key });
      }
      forget();
      say(t('do.saved'));
      onClose();
    } catch (refused) {
      setFailure(toFields(form, refused));
    }
  });

  const discard = () => {
    forget();
    onClose();
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle id="flag-title">{flag ? flag.name : t('flags.new')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2.5, pt: 1 }}>
          <ErrorAlert error={failure} />
          {isContinued && <Alert severity="info">{t('flags.continued')}</Alert>}
          <TextField label={t('flags.name')} required autoFocus={!flag} {...register('name')} {...shown(formState.errors.name)} {...(!formState.errors.name && { helperText: t('flags.nameText') })} />
          <Controller
            control={control}
            name="is_enabled"
            render={({ field: { value, onChange } }) => <FormControlLabel control={<Switch checked={value} onChange={onChange} />} label={t('flags.enabled')} />}
          />
          <Controller
            control={control}
            name="scope"
            render={({ field }) => (
              <TextField select label={t('flags.scope')} helperText={t(`flags.scopeText.${field.value}`)} {...field}>
                {(['global', 'per_user', 'per_role'] as const).map((it) => (
                  <MenuItem key={it} value={it}>
                    {t(`flags.scope.${it}`)}
                  </MenuItem>
                ))}
              </TextField>
            )}
          />
          <Controller
            control={control}
            name="rollout_percentage"
            render={({ field: { value, onChange } }) => (
              <FormControl>
                <FormLabel id="rollout-label">{`${t('flags.rollout')}: ${percent(value / 100)}`}</FormLabel>
                <Slider
                  value={value}
                  onChange={(_, next) => onChange(next)}
                  aria-labelledby="rollout-label"
                  marks={[0, 25, 50, 75, 100].map((mark) => ({ value: mark, label: String(mark) }))}
                  sx={{ mx: 1, width: 'auto' }}
                />
                <FormHelperText sx={{ mx: 0 }}>{t('flags.rolloutText')}</FormHelperText>
              </FormControl>
            )}
          />
          {scope === 'per_user' ? (
            <Controller control={control} name="users" render={({ field: { value, onChange } }) => <PeopleField label={t('flags.users')} helperText={t('flags.usersText')} value={value} onChange={onChange} />} />
          ) : (
            <Controller
              control={control}
              name="roles"
              render={({ field: { value, onChange } }) => (
                <FormControl component="fieldset">
                  <FormLabel component="legend">{t('flags.rolesTitle')}</FormLabel>
                  <FormGroup row>
                    {ROLES.map((role) => (
                      <FormControlLabel
                        key={role}
                        label={t(`flags.roles.${role}`)}
                        control={<Checkbox checked={value.includes(role)} onChange={(_, isChosen) => onChange(isChosen ? [...value, role] : value.filter((it) => it !== role))} />}
                      />
                    ))}
                  </FormGroup>
                  <FormHelperText sx={{ mx: 0 }}>{t('flags.rolesText')}</FormHelperText>
                </FormControl>
              )}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={discard}>{t('do.cancel')}</Button>
        <Button type="submit" variant="contained" loading={formState.isSubmitting}>
          {t('do.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
