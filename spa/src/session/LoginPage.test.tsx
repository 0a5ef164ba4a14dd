import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18n from 'i18next';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../i18n/i18n';
import { token } from '../test/jwt';
import { FakeNetwork } from '../test/network';
import { LoginPage } from './LoginPage';
import { SessionProvider, type SentHere } from './session';
import { account, signedOut } from './tokens';

let network: FakeNetwork;

beforeEach(async () => {
  if (!i18n.isInitialized) {
    await startTexts();
  }
  signedOut('left');
  network = new FakeNetwork().on('GET /auth/registration-status/', 200, { open: false, telegram_bot: null });
});

function open(state: SentHere | null = null) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider>
        <MemoryRouter initialEntries={[{ pathname: '/login', state }]}>
          <LoginPage />
        </MemoryRouter>
      </SessionProvider>
    </QueryClientProvider>,
  );
  return { name: screen.getByRole('textbox', { name: 'Имя пользователя' }), password: screen.getByLabelText('Пароль') };
}
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Войти' }));

it('signs in', async () => {
  network.on('POST /auth/login/', 200, { access: token(300, 7) }).on('GET /me/', 200, { user: { id: 7 } });
  const { name, password } = open();
  await userEvent.type(name, 'ann');
  await userEvent.type(password, 'long enough{Enter}');
  await vi.waitFor(() => expect(account()).toBe(7));
  expect(network.requests.find(({ path }) => path === '/auth/login/')?.body).toEqual({ username: 'ann', password: 'long enough' });
});

it('says that the password is wrong, and keeps what was typed', async () => {
  network.on('POST /auth/login/', 401, { detail: 'Неверное имя или пароль.' });
  const { name, password } = open();
  await userEvent.type(name, 'ann');
  await userEvent.type(password, 'wrong');
  await submit();
  expect(await screen.findByRole('alert')).toHaveTextContent('Неверное имя или пароль.');
  expect([name, password]).toMatchObject([{ value: 'ann' }, { value: 'wrong' }]);
  expect(account()).toBeNull();
});

it('asks nobody before both fields are filled', async () => {
  const { name } = open();
  await submit();
  expect(await screen.findAllByText('Заполните это поле')).toHaveLength(2);
  expect(name).toBeInvalid();
  expect(network.requests.map(({ path }) => path)).not.toContain('/auth/login/');
});

it('shows what was refused at its field', async () => {
  network.on('POST /auth/login/', 400, { username: ['Слишком длинно.'] });
  const { name, password } = open();
  await userEvent.type(name, 'ann');
  await userEvent.type(password, 'something');
  await submit();
  expect(await screen.findByText('Слишком длинно.')).toBeInTheDocument();
  expect(name).toBeInvalid();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it.each([
  [{ from: '/orders/12', ended: true }, 1],
  [{ from: '/orders/12', ended: false }, 0],
  [null, 0],
])('says that a session has ended only when it has: %j', (state, times) => {
  open(state);
  expect(screen.queryAllByText(/Сессия закончилась/)).toHaveLength(times);
});

it('asks for a code where there is a second step, and sends everything again with it', async () => {
  network.on('POST /auth/login/', 400, { totp: ['Введите код из приложения для входа.'] });
  const { name, password } = open();
  await userEvent.type(name, 'ann');
  await userEvent.type(password, 'long enough');
  await submit();
  const code = await screen.findByRole('textbox', { name: 'Код' });

  await userEvent.type(code, '000000{Enter}');
  expect(await screen.findByText('Введите код из приложения для входа.')).toBeVisible();
  expect(code).toBeInvalid();

  network.on('POST /auth/login/', 200, { access: token(300, 7) }).on('GET /me/', 200, { user: { id: 7 } });
  await userEvent.clear(code);
  await userEvent.type(code, '123456{Enter}');
  await vi.waitFor(() => expect(account()).toBe(7));
  expect(network.requests.filter(({ path }) => path === '/auth/login/').map(({ body }) => body)).toEqual([
    { username: 'ann', password: 'long enough' },
    { username: 'ann', password: 'long enough', totp: '000000' },
    { username: 'ann', password: 'long enough', totp: '123456' },
  ]);
});
