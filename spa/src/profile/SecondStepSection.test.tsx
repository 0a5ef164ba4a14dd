import { render, screen, waitForElementToBeRemoved, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { SecondStepSection } from './SecondStepSection';

const URI = 'otpauth://totp/Guildhall:ann?secret=GEZDGNBV&issuer=Guildhall';
const CODES = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];

let network: FakeNetwork;
beforeEach(() => {
  network = new FakeNetwork().on('GET /me/totp/', 200, { enabled: false, recovery_codes_left: 0 });
});

async function open(hasPassword = true) {
  const { Around } = await signedInAs({ role: 'admin', has_password: hasPassword });
  render(<SecondStepSection />, { wrapper: Around });
}

it('is turned on by the password and a first code, and shows the recovery codes', async () => {
  network.on('POST /me/totp/begin/', 200, { secret: 'GEZDGNBV', otpauth_uri: URI }).on('POST /me/totp/confirm/', 200, { recovery_codes: CODES });
  await open();
  await userEvent.type(await screen.findByLabelText('Пароль для подтверждения'), 'long enough');
  await userEvent.click(screen.getByRole('button', { name: 'Настроить' }));

  expect(await screen.findByText('GEZDGNBV')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Открыть в приложении' })).toHaveAttribute('href', URI);
  expect(await screen.findByRole('img', { name: 'QR-код для приложения' })).toHaveAttribute('src', expect.stringContaining('data:image/svg+xml,'));
  network.on('GET /me/totp/', 503, { detail: 'Позже.' });
  await userEvent.type(screen.getByRole('textbox', { name: 'Код из приложения' }), '123456{Enter}');

  const dialog = await screen.findByRole('dialog', { name: 'Коды восстановления' });
  expect(within(dialog).getByText(/AAAA-BBBB-CCCC-DDDD/)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(within(dialog).getByText(/AAAA-BBBB-CCCC-DDDD/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Я сохранил их' }));
  await waitForElementToBeRemoved(dialog);
  expect(screen.getByText('Включён')).toBeVisible();
  expect(screen.getByText(/Осталось кодов восстановления: 2/)).toBeVisible();
  expect(screen.queryByText('GEZDGNBV')).toBeNull();
  expect(network.requests.map(({ method, path, body }) => [method, path, body]).filter(([method]) => method === 'POST')).toEqual([
    ['POST', '/me/totp/begin/', { password: 'long enough' }],
    ['POST', '/me/totp/confirm/', { code: '123456' }],
  ]);
});

it('shows at its field that a code is wrong', async () => {
  network.on('POST /me/totp/begin/', 200, { secret: 'GEZDGNBV', otpauth_uri: URI }).on('POST /me/totp/confirm/', 400, { code: ['Неверный код.'] });
  await open(false);
  await userEvent.click(await screen.findByRole('button', { name: 'Настроить' }));
  const code = await screen.findByRole('textbox', { name: 'Код из приложения' });
  await userEvent.type(code, '000000{Enter}');

  expect(await screen.findByText('Неверный код.')).toBeVisible();
  expect(code).toBeInvalid();
});

it('is turned off by both', async () => {
  network.on('GET /me/totp/', 200, { enabled: true, recovery_codes_left: 9 }).on('POST /me/totp/disable/', 200, { success: true });
  await open();
  expect(await screen.findByText(/Осталось кодов восстановления: 9/)).toBeVisible();
  await userEvent.type(screen.getByLabelText('Пароль для подтверждения'), 'long enough');
  await userEvent.type(screen.getByRole('textbox', { name: 'Код из приложения' }), '123456{Enter}');

  expect(await screen.findByText('Вход с кодом выключен')).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Настроить' })).toBeVisible();
  expect(network.requests.find(({ path }) => path === '/me/totp/disable/')?.body).toEqual({ password: 'long enough', code: '123456' });
});
