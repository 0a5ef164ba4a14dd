import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { STATUSES } from '../ui/chips';
import { useDraft } from '../ui/useDraft';
import { FormDialog } from './FormDialog';
import { useDialogStep, type StepDialogProps } from './useDialogStep';
import { WarningWords } from './WarningWords';

/** An admin's override of the status; what the order would lack in the new one is said beforehand. */
export function StatusDialog(props: StepDialogProps) {
  const { order } = props;
  const { t } = useTranslation();
  const [status, setStatus] = useState<Order['status'] | ''>('');
  const [note, setNote, forget] = useDraft(`status.${order.id}`, '');
  const { take, isBusy, error } = useDialogStep(props);
  const rehearsal = useQuery({
    queryKey: [...keys.order(order.id), 'override', status],
    queryFn: () => rehearse(order.id, status as Order['status']),
    enabled: status !== '',
    gcTime: 0,
  });
  const send = async () => {
    if (status && (await take({ action: 'set-status', body: { status, note: note.trim() } }))) {
      forget();
    }
  };
  return (
    <FormDialog
      title={t('step.status.title')}
      text={t('step.status.text')}
      submit={t('step.status.submit')}
      danger
      isBusy={isBusy}
      isIncomplete={!status}
      error={error}
      onSubmit={() => void send()}
      onClose={props.onClose}
    >
      <TextField select label={t('step.status.label')} value={status} onChange={(event) => setStatus(event.target.value as Order['status'])}>
        {STATUSES.map((one) => (
          <MenuItem key={one} value={one} disabled={one === order.status}>
            {t(`status.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {!!rehearsal.data?.length && (
        <Alert severity="warning">
          {t('step.status.lacks')} <WarningWords warnings={rehearsal.data} />
        </Alert>
      )}
      <TextField label={t('step.status.note')} multiline minRows={2} value={note} onChange={(event) => setNote(event.target.value)} helperText={t('step.status.noteHelp')} slotProps={{ htmlInput: { maxLength: 2000 } }} />
    </FormDialog>
  );
}

async function rehearse(id: number, status: Order['status']): Promise<string[]> {
  const answer = await ask(api.POST('/admin/appointments/{id}/set-status/', { params: { path: { id }, query: { dry_run: true } }, body: { status } }));
  return ((answer as Schemas['Rehearsal']).result as Schemas['OverriddenAppointment']).warnings;
}
