import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { Failure } from '../api/failure';
import { SessionProvider } from '../session/session';
import { onAccount } from '../session/tokens';
import { FeedbackProvider } from '../ui/feedback';
import { Pages } from './Pages';
import { Rescue } from './Rescue';
import { theme } from './theme';

/** What a refusal says will not change by asking again; a server that cannot be reached may be back in a moment. */
function isWorthAnotherTry(attempt: number, failure: Error) {
  return attempt < 3 && !(failure instanceof Failure && failure.status < 500);
}

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
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What is shown is kept current by the live stream, so coming back to a page needs no reading.
          queries: { staleTime: 60_000, retry: isWorthAnotherTry, refetchOnWindowFocus: false, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
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
