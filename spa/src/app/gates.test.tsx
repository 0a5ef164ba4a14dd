import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import i18n from 'i18next';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { addTexts, startTexts } from '../i18n/i18n';
import { SessionProvider, useSession } from '../session/session';
import { signedIn, signedOut } from '../session/tokens';
import { token } from '../test/jwt';
import { FakeNetwork } from '../test/network';
import { FeedbackProvider } from '../ui/feedback';
import { Guest, SignedInOnly } from './gates';
import { useSignOut } from './useSignOut';

const unsent = vi.hoisted(() => ({ count: 0 }));
vi.mock('./Members', async () => {
  const { Outlet } = await import('react-router');
  return { Members: () => <Outlet /> };
});

let network: FakeNetwork;
const me = (id: number) => ({ user: { id, username: `user${id}`, role: 'client', permissions: [], is_banned: false } });

beforeEach(async () => {
  if (!i18n.isInitialized) {
    await startTexts();
    await addTexts('members');
  }
  signedOut('left');
  localStorage.clear();
  unsent.count = 0;
  network = new FakeNetwork().on('GET /auth/bootstrap-status/', 200, { requires_setup: false }).on('GET /me/', 200, me(1));
});

function Login() {
  return <p>Login {JSON.stringify(useLocation().state)}</p>;
}

function Orders() {
  const signOut = useSignOut(unsent.count);
  const { me: reader } = useSession();
  return (
    <>
      <p>Orders of {reader!.user.username}</p>
      <button onClick={() => void signOut()}>Out</button>
    </>
  );
}

function open() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider>
        <FeedbackProvider>
          <MemoryRouter initialEntries={['/orders']}>
            <Routes>
              <Route element={<Guest />}>
                <Route path="/login" element={<Login />} />
              </Route>
              <Route element={<SignedInOnly />}>
                <Route path="/orders" element={<Orders />} />
                <Route path="/" element={<p>Home</p>} />
              </Route>
            </Routes>
          </MemoryRouter>
        </FeedbackProvider>
      </SessionProvider>
    </QueryClientProvider>,
  );
}

async function openSignedIn() {
  signedIn(token(300, 1));
  open();
  await screen.findByText('Orders of user1');
}

it('sends whoever is not signed in to the login, and back', async () => {
  open();
  expect(await screen.findByText(/Login/)).toHaveTextContent('Login {"from":"/orders","ended":false}');
  act(() => signedIn(token(300, 1)));
  expect(await screen.findByText('Orders of user1')).toBeInTheDocument();
});

it('signs in with another tab', async () => {
  open();
  await screen.findByText(/Login/);
  new BroadcastChannel('guildhall.session').postMessage({ type: 'token', access: token(300, 1) });
  expect(await screen.findByText('Orders of user1')).toBeInTheDocument();
});

it('says that a session has ended, and lets the same person go on where they were', async () => {
  await openSignedIn();
  act(() => signedOut('ended'));
  expect(await screen.findByText(/Login/)).toHaveTextContent('{"from":"/orders","ended":true,"account":1}');
  act(() => signedIn(token(300, 1)));
  expect(await screen.findByText('Orders of user1')).toBeInTheDocument();
});

it('lets somebody else begin at home', async () => {
  await openSignedIn();
  act(() => signedOut('ended'));
  await screen.findByText(/Login/);
  network.on('GET /me/', 200, me(2));
  act(() => signedIn(token(300, 2)));
  expect(await screen.findByText('Home')).toBeInTheDocument();
});

it('says nothing of an end to whoever has left, and forgets what they have typed', async () => {
  network.on('POST /auth/logout/', 204, undefined);
  await openSignedIn();
  localStorage.setItem('guildhall.draft.1.message.12', '"secret"');
  act(() => screen.getByRole('button', { name: 'Out' }).click());
  expect(await screen.findByText(/Login/)).toHaveTextContent('Login null');
  await vi.waitFor(() => expect(localStorage).toHaveLength(0));
});

it('asks before messages are lost', async () => {
  unsent.count = 2;
  await openSignedIn();
  act(() => screen.getByRole('button', { name: 'Out' }).click());
  expect(await screen.findByText(/2 сообщения ещё не отправлены/)).toBeInTheDocument();
  act(() => screen.getByRole('button', { name: 'Отмена' }).click());
  expect(screen.getByText('Orders of user1')).toBeInTheDocument();
  expect(network.requests.map(({ path }) => path)).not.toContain('/auth/logout/');
});

it('stays signed in, and says so, when the server cannot be reached', async () => {
  await openSignedIn();
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
  act(() => screen.getByRole('button', { name: 'Out' }).click());
  expect(await screen.findByRole('alert')).toHaveTextContent('Сервер не отвечает');
  expect(screen.getByText('Orders of user1')).toBeInTheDocument();
});
