import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { newQueries } from '../api/queries';
import { onLanguage } from '../i18n/i18n';
import { SessionProvider } from '../session/session';
import { onAccount } from '../session/tokens';
import { FeedbackProvider } from '../ui/feedback';
import { Pages } from './Pages';
import { Rescue } from './Rescue';
import { theme } from './theme';

export function App() {
  const [changes, setChanges] = useState(0);
  useEffect(() => onAccount(({ now, before }) => now !== null && before !== null && setChanges((count) => count + 1)), []);
  return (
    <ThemeProvider theme={theme} defaultMode="system" modeStorageKey="guildhall.theme">
      <CssBaseline enableColorScheme />
      {/* When somebody else signs in, in this tab or in another, nothing is left of what the one before had read, or was doing. */}
      <ForOneAccount key={changes} />
    </ThemeProvider>
  );
}

function ForOneAccount() {
  const [queries] = useState(newQueries);
  // What the server has said, it has said in the language from before.
  useEffect(() => onLanguage(() => void queries.invalidateQueries()), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <FeedbackProvider>
          <BrowserRouter>
            <Rescue>
              <Pages />
            </Rescue>
          </BrowserRouter>
        </FeedbackProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
}
