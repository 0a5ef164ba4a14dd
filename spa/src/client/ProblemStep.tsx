import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../ui/FileDrop';
import { shown } from '../ui/forms';
import { PHOTO_TYPES, type OrderDraft } from './draft';

/** What happened, and how it looks. */
export function ProblemStep({ photo, lost, onPhoto }: { photo: File | null; lost: string; onPhoto: (photo: File | null) => void }) {
  const { t } = useTranslation();
  const { register, formState } = useFormContext<OrderDraft>();
  const { error, helperText } = shown(formState.errors.description);
  return (
    <>
      <TextField label={t('new.problem')} multiline minRows={4} required {...register('description')} error={error} helperText={helperText ?? t('new.problemHelp')} />
      <div>
        {lost && (
          <Alert severity="warning" sx={{ mb: 1.5 }}>
            {t('new.photoLost', { name: lost })}
          </Alert>
        )}
        <FileDrop label={t('new.photo')} file={photo} onChange={onPhoto} types={PHOTO_TYPES} />
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
          {t('new.photoHelp')}
        </Typography>
      </div>
    </>
  );
}
