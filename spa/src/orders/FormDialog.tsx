import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorAlert } from '../ui/states';

type Props = {
  title: string;
  text?: ReactNode;
  /** What the button that does it says. */
  submit: string;
  danger?: boolean;
  isBusy: boolean;
  isIncomplete?: boolean;
  error: unknown;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks for what a step needs. It stays open, with what was typed, until the step was taken. */
export function FormDialog({ title, text, submit, danger, isBusy, isIncomplete, error, onSubmit, onClose, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Dialog open onClose={isBusy ? undefined : onClose} aria-labelledby={id}>
      <Box
        component="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit(event);
        }}
        // Its middle scrolls; the title and the buttons stay.
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          {text && <DialogContentText sx={{ mb: 2 }}>{text}</DialogContentText>}
          <Stack spacing={2} sx={{ pt: 0.5 }}>
            <ErrorAlert error={error} />
            {children}
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={isBusy}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={isBusy} disabled={isIncomplete}>
            {submit}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
