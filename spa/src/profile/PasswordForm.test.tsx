import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { PasswordSection } from './PasswordSection';

let network: FakeNetwork;
beforeEach(() => {
  network = new FakeNetwork();
});

async function fill(current: string, next: string, repeat: string) {
  const { Around } = await signedInAs();
  render(<PasswordSection />, { wrapper: Around });
  await userEvent.type(screen.getByLabelText('Текущий пароль'), current);
  await userEvent.type(screen.getByLabelText('Новый пароль'), next);
  await userEvent.type(screen.getByLabelText('Пароль ещё раз'), repeat);
  await userEvent.click(screen.getByRole('button', { name: 'Сменить пароль' }));
}

it('asks nobody while something is missing', async () => {
  await fill('old password', 'short', 'other');
  expect(await screen.findByText('Не короче 8 символов')).toBeVisible();
  expect(network.requests).toEqual([]);
});

it('shows what the server has against it at the field it is about', async () => {
  network.on('POST /me/password/', 400, { status: 400, detail: 'Проверьте заполнение полей.', errors: { current_password: ['Неверный пароль.'] } });
  await fill('wrong password', 'a long walk', 'a long walk');
  expect(await screen.findByText('Неверный пароль.')).toBeVisible();
  expect(screen.getByLabelText('Текущий пароль')).toHaveAttribute('aria-invalid', 'true');
  expect(screen.queryByText('Проверьте заполнение полей.')).toBeNull();
});

it('changes it, says so and is empty again', async () => {
  network.on('POST /me/password/', 200, { success: true });
  await fill('old password', 'a long walk', 'a long walk');
  expect(await screen.findByText('Пароль изменён')).toBeVisible();
  expect(network.requests[0]?.body).toEqual({ current_password: 'old password', new_password: 'a long walk' });
  expect(screen.getByLabelText('Текущий пароль')).toHaveValue('');
});

it('is not there for those who have none, because they sign in by Telegram', async () => {
  const { Around } = await signedInAs({ telegram_id: 5, has_password: false });
  render(<PasswordSection />, { wrapper: Around });
  expect(screen.getByText('Вы входите через Telegram, пароль не нужен.')).toBeVisible();
  expect(screen.queryByLabelText('Текущий пароль')).toBeNull();
});
