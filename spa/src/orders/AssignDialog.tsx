import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { Failure } from '../api/failure';
import { keys } from '../api/keys';
import { distinctNameOf } from '../people/names';
import { FormDialog } from './FormDialog';
import { useDialogStep, type StepDialogProps } from './useDialogStep';

/** Hands the order to an active master; the best come first. */
export function AssignDialog(props: StepDialogProps) {
  const { order } = props;
  const { t } = useTranslation();
  const [master, setMaster] = useState<Schemas['AdminUser'] | null>(null);
  const masters = useQuery({
    queryKey: [...keys.admin, 'assignable'],
    queryFn: () => ask(api.GET('/admin/masters/', { params: { query: { ordering: '-master_score' } } })),
  });
  const { take, isBusy, error } = useDialogStep(props);
  const possible = masters.data?.filter(({ id, is_master_active }) => is_master_active && id !== order.client && id !== order.assigned_master) ?? [];
  const refusal = error instanceof Failure ? error.fields.master : undefined;
  return (
    <FormDialog
      title={t('step.assign.title')}
      text={order.master_username ? t('step.assign.from', { master: order.master_username }) : t('step.assign.text')}
      submit={t('step.assign.submit')}
      isBusy={isBusy}
      isIncomplete={!master}
      error={refusal ? null : (error ?? masters.error)}
      onSubmit={() => master && void take({ action: 'assign', body: { master: master.id } })}
      onClose={props.onClose}
    >
      <Autocomplete
        options={possible}
        value={master}
        onChange={(_, chosen) => setMaster(chosen)}
        loading={masters.isPending}
        loadingText={t('app.loading')}
        noOptionsText={t('step.assign.none')}
        getOptionLabel={distinctNameOf}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        renderOption={({ key, ...rest }, option) => (
          <Box component="li" key={key} {...rest}>
            <Typography sx={{ flexGrow: 1 }}>{distinctNameOf(option)}</Typography>
            {option.master_stats && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('step.assign.score', { score: option.master_stats.master_score })}
              </Typography>
            )}
          </Box>
        )}
        renderInput={(params) => <TextField {...params} autoFocus label={t('step.assign.label')} error={!!refusal} helperText={refusal} />}
      />
    </FormDialog>
  );
}
