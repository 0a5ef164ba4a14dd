import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { addTexts } from '../i18n/i18n';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { AppointmentsPage } from './AppointmentsPage';

const SLOWLY = { timeout: 10_000 };
/** A whole page with a table, a dialog and all. */
const LONG = 60_000;
const order = (id: number, updated_at: string) => ({
  id, updated_at, created_at: updated_at, status: 'PAYMENT_PROOF_UPLOADED', brand: 'Phone', model: String(id), client: 9, client_username: 'ann', assigned_master: null, currency: 'RUB', total_price: 2500,
});

it('leaves a payment whose proof another order had as well to be looked at', async () => {
  const [plain, reused] = [order(1, '2026-11-23T07:00:00Z'), { ...order(2, '2026-11-23T07:00:00Z'), payment_proof_reused: true }];
  new FakeNetwork().on('GET /admin/appointments/', 200, [plain, reused]);
  const { Around } = await signedInAs({ role: 'admin', permissions: ['appointments.read', 'payments.confirm'] });
  await addTexts('admins');
  render(<AppointmentsPage />, { wrapper: Around });
  await userEvent.click(await screen.findByLabelText('Выбрать все оплаты на проверке', undefined, SLOWLY));

  expect(screen.getAllByLabelText('Выбрать заявку №1')[0]).toBeChecked();
  expect(screen.getAllByLabelText('Выбрать заявку №2')[0]).toBeDisabled();
  expect(screen.getAllByLabelText('Выбрать заявку №2')[0]).not.toBeChecked();
  expect(screen.getAllByRole('img', { name: /^Тот же файл загружен в другой заявке/, hidden: true })).toHaveLength(2);
}, LONG);

it('confirms what has not changed, and leaves the rest chosen', async () => {
  const [same, before, after] = [order(1, '2026-11-23T07:00:00Z'), order(2, '2026-11-23T07:00:00Z'), order(2, '2026-11-23T07:05:00Z')];
  new FakeNetwork()
    .on('GET /admin/appointments/', 200, [same, before])
    .on('GET /appointments/1/', 200, same, { ETag: '"1"' })
    .on('GET /appointments/2/', 200, after, { ETag: '"2"' })
    .on('POST /admin/appointments/1/confirm-payment/', 200, same);
  const { Around } = await signedInAs({ role: 'admin', permissions: ['appointments.read', 'payments.confirm'] });
  await addTexts('admins');
  render(<AppointmentsPage />, { wrapper: Around });

  // As a table and as cards, of which one is shown.
  const box = (id: number) => screen.getAllByLabelText(`Выбрать заявку №${id}`)[0]!;
  await userEvent.click(await screen.findByLabelText('Выбрать все оплаты на проверке', undefined, SLOWLY));
  await userEvent.click(screen.getByText('Подтвердить оплаты'));
  expect(await screen.findByText(/2 оплаты на 5.?000/, undefined, SLOWLY)).toBeVisible();
  await userEvent.click(screen.getAllByText('Подтвердить оплаты').find((button) => button.getAttribute('type') === 'submit')!);

  expect((await screen.findByText('Подтверждено: 1 из 2', undefined, SLOWLY)).closest('[role=alert]')).toHaveClass('MuiAlert-colorError');
  expect(screen.getByText(/^№2: заявка успела измениться/)).toBeVisible();
  expect(box(1)).not.toBeChecked();
  expect(box(2)).toBeChecked();
}, LONG);
