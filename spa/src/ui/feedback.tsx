import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Offline } from '../api/failure';
import type { Question } from './ConfirmDialog';
import { useFailureWords } from './states';

// Its field is large, and nobody is asked anything at first.
const loadDialog = async () => (await import('./ConfirmDialog')).ConfirmDialog;

type Asked = { Dialog: Awaited<ReturnType<typeof loadDialog>>; question: Question; number: number; answer: (reason: string | null) => void };

type Toast = { text: string; severity: 'success' | 'error' | 'info'; action?: { label: string; run: () => void } };

type Feedback = {
  /** Says something for some seconds, perhaps with a way to take it back. */
  say: (text: string, action?: Toast['action']) => void;
  /** Says that something did not work. */
  sayProblem: (text: string) => void;
  /** Says why the server, or the way to it, did not do something. */
  sayFailure: (failure: unknown) => void;
  /** Asks before something is done. Null: no, or it could not be asked. Otherwise the reason, empty without one. */
  confirm: (question: Question) => Promise<string | null>;
};

const Context = createContext<Feedback | null>(null);

export function FeedbackProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const [toast, setToast] = useState<Toast | null>(null);
  const [isShown, setShown] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setAsking] = useState(false);

  const show = useCallback((next: Toast) => {
    setToast(next);
    setShown(true);
  }, []);
  const feedback = useMemo(
    () => ({
      say: (text: string, action?: Toast['action']) => show({ text, severity: 'success', action }),
      sayProblem: (text: string) => show({ text, severity: 'error' }),
      sayFailure: (failure: unknown) => show({ text: words(failure).text, severity: 'error' }),
      confirm: async (question: Question) => {
        const Dialog = await loadDialog().catch(() => null);
        if (!Dialog) {
          show({ text: words(new Offline()).text, severity: 'error' });
          return null;
        }
        return new Promise<string | null>((answer) => {
          setAsked((before) => ({ Dialog, question, number: (before?.number ?? 0) + 1, answer }));
          setAsking(true);
        });
      },
    }),
    // The words change with the language alone, and a toast is short.
    [show, t],
  );
  const answer = (given: string | null) => {
    asked?.answer(given);
    setAsking(false);
  };

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
      {asked && <asked.Dialog key={asked.number} question={asked.question} isOpen={isAsking} onAnswer={answer} />}
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
