import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import i18n from 'i18next';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { keys } from '../api/keys';
import { addTexts, startTexts } from '../i18n/i18n';
import { LiveProvider } from '../live/live';
import { SessionProvider, type Me } from '../session/session';
import { FeedbackProvider } from '../ui/feedback';
import { signedIn } from '../session/tokens';
import { token } from './jwt';

const ANN: Me['user'] = {
  id: 1,
  username: 'ann',
  first_name: '',
  last_name: '',
  telegram_id: null,
  telegram_username: '',
  telegram_photo_url: '',
  role: 'client',
  admin_role: null,
  permissions: [],
  is_master_active: false,
  is_banned: false,
  ban_reason: '',
  has_password: true,
  client_stats: null,
  master_stats: null,
};

/** What is around a page for somebody who is signed in, in Russian. The network is the test's. */
export async function signedInAs(user: Partial<Me['user']> = {}) {
  if (!i18n.isInitialized) {
    await startTexts();
    await addTexts('members');
  }
  signedIn(token(3600, user.id ?? ANN.id));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  queries.setQueryData(keys.me, { user: { ...ANN, ...user } } as Me);
  const Around = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <LiveProvider>
          <FeedbackProvider>
            <MemoryRouter>{children}</MemoryRouter>
          </FeedbackProvider>
        </LiveProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
  return { queries, Around };
}
