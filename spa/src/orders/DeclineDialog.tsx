import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../ui/useDraft';
import { FormDialog } from './FormDialog';
import { useDialogStep, type StepDialogProps } from './useDialogStep';

const USUAL = ['step.decline.model', 'step.decline.risk', 'step.decline.silence'] as const;

export function DeclineDialog({ order, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason, forget] = useDraft(`decline.${order.id}`, '');
  const { take, isBusy, error } = useDialogStep({ order, onClose });
  const send = async () => {
    if (await take({ action: 'decline', body: { reason: reason.trim() } })) {
      forget();
    }
  };
  return (
    <FormDialog
      title={t('step.decline.title')}
      text={t('step.decline.text')}
      submit={t('step.decline.submit')}
      danger
      isBusy={isBusy}
      isIncomplete={!reason.trim()}
      error={error}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
        {USUAL.map((key) => (
          <Chip key={key} label={t(key)} variant="outlined" onClick={() => setReason(t(key))} sx={{ height: 'auto', '& .MuiChip-label': { whiteSpace: 'normal', py: 0.75 } }} />
        ))}
      </Stack>
      <TextField label={t('step.decline.label')} autoFocus multiline minRows={3} required value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
    </FormDialog>
  );
}
