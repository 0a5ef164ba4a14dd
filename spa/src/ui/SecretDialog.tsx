import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { CopyField } from './CopyField';

type Props = {
  title: string;
  text: string;
  label: string;
  /** Null: there is none to be shown. */
  secret: string | null;
  /** What somebody says who has it. */
  kept: string;
  onClose: () => void;
};

/** The one time a secret is seen. A click beside it does not close it. */
export function SecretDialog({ title, text, label, secret, kept, onClose }: Props) {
  const id = useId();
  return (
    <Dialog open={secret !== null} aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{text}</DialogContentText>
        <CopyField label={label} value={secret ?? ''} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {kept}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
