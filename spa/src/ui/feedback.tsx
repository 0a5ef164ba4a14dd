import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Snackbar from '@mui/material/Snackbar';
import TextField from '@mui/material/TextField';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from './states';

type Toast = { text: string; severity: 'success' | 'error' | 'info'; action?: { label: string; run: () => void } };

type Question = {
  title: string;
  text?: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  danger?: boolean;
  /** Asks for a text as well, which `ask` then gives. */
  reason?: { label: string; required?: boolean; maxLength?: number };
};

type Feedback = {
  /** Says something for some seconds, perhaps with a way to take it back. */
  say: (text: string, action?: Toast['action']) => void;
  /** Says why something did not work. */
  sayFailure: (failure: unknown) => void;
  /** Asks before something is done. Null: no. Otherwise the reason, empty without one. */
  confirm: (question: Question) => Promise<string | null>;
};

const Context = createContext<Feedback | null>(null);

export function FeedbackProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const [toast, setToast] = useState<Toast | null>(null);
  const [isShown, setShown] = useState(false);
  const [asked, setAsked] = useState<(Question & { answer: (reason: string | null) => void }) | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');

  const show = useCallback((next: Toast) => {
    setToast(next);
    setShown(true);
  }, []);
  const feedback = useMemo(
    () => ({
      say: (text: string, action?: Toast['action']) => show({ text, severity: 'success', action }),
      sayFailure: (failure: unknown) => show({ text: words(failure).text, severity: 'error' }),
      confirm: (question: Question) =>
        new Promise<string | null>((answer) => {
          setReason('');
          setAsked({ ...question, answer });
          setAsking(true);
        }),
    }),
    // The words change with the language alone, and a toast is short.
    [show, t],
  );
  const answer = (given: string | null) => {
    asked?.answer(given);
    setAsking(false);
  };
  const isMissing = asked?.reason?.required && !reason.trim();

  return (
    <Context.Provider value={feedback}>
      {children}
      <Snackbar
        open={isShown}
        autoHideDuration={toast?.action ? 8000 : 5000}
        onClose={(_, why) => why !== 'clickaway' && setShown(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        sx={{ bottom: { xs: 'calc(72px + env(safe-area-inset-bottom))', md: 24 } }}
      >
        <Alert
          severity={toast?.severity ?? 'info'}
          variant="filled"
          onClose={() => setShown(false)}
          action={
            toast?.action && (
              <Button
                color="inherit"
                size="small"
                onClick={() => {
                  setShown(false);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </Button>
            )
          }
        >
          {toast?.text}
        </Alert>
      </Snackbar>
      <Dialog open={isAsking} onClose={() => answer(null)} aria-labelledby="question-title">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!isMissing) {
              answer(reason.trim());
            }
          }}
        >
          <DialogTitle id="question-title">{asked?.title}</DialogTitle>
          <DialogContent>
            {asked?.text && <DialogContentText component="div">{asked.text}</DialogContentText>}
            {asked?.reason && (
              <TextField
                autoFocus
                multiline
                minRows={2}
                margin="normal"
                label={asked.reason.label}
                value={reason}
                required={asked.reason.required}
                onChange={(event) => setReason(event.target.value)}
                slotProps={{ htmlInput: { maxLength: asked.reason.maxLength ?? 1000 } }}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => answer(null)}>{t('do.cancel')}</Button>
            <Button type="submit" variant="contained" color={asked?.danger ? 'error' : 'primary'} disabled={isMissing} autoFocus={!asked?.reason}>
              {asked?.confirm}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </Context.Provider>
  );
}

export function useFeedback(): Feedback {
  const feedback = useContext(Context);
  if (!feedback) {
    throw new Error('There is no FeedbackProvider around this.');
  }
  return feedback;
}
