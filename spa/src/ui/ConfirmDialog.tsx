import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from './useDraft';

export type Question = {
  title: string;
  text?: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  danger?: boolean;
  /** Asks for a text as well, which is part of the answer. */
  reason?: { label: string; required?: boolean; maxLength?: number };
};

/** Asks before something is done. The answer is null for no, otherwise the reason, empty without one. */
export function ConfirmDialog({ question, isOpen, onAnswer }: { question: Question; isOpen: boolean; onAnswer: (reason: string | null) => void }) {
  const { t } = useTranslation();
  // It is there again should it not have worked, and is replaced by what is typed if it has.
  const [reason, setReason] = useDraft(`reason.${question.title}`, '');
  const isMissing = question.reason?.required && !reason.trim();
  return (
    <Dialog open={isOpen} onClose={() => onAnswer(null)} aria-labelledby="question-title">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMissing) {
            onAnswer(reason.trim());
          }
        }}
      >
        <DialogTitle id="question-title">{question.title}</DialogTitle>
        <DialogContent>
          {question.text && <DialogContentText component="div">{question.text}</DialogContentText>}
          {question.reason && (
            <TextField
              autoFocus
              multiline
              minRows={2}
              margin="normal"
              label={question.reason.label}
              value={reason}
              required={question.reason.required}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setReason(event.target.value)}
              slotProps={{ htmlInput: { maxLength: question.reason.maxLength ?? 1000 } }}
            />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => onAnswer(null)}>{t('do.cancel')}</Button>
          <Button type="submit" variant="contained" color={question.danger ? 'error' : 'primary'} disabled={isMissing} autoFocus={!question.reason}>
            {question.confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
