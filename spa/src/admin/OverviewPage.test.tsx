import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { keys } from '../api/keys';
import { addTexts } from '../i18n/i18n';
import type { Me } from '../session/session';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { OverviewPage } from './OverviewPage';

/** A busy machine takes a while to show a whole page. */
const SLOWLY = { timeout: 10_000 };
const COUNTS = { users_total: 9, masters_total: 2, appointments_total: 90, appointments_new: 3, payments_waiting_confirmation: 1 };

function shop() {
  const network = new FakeNetwork()
    .on('GET /auth/registration-status/', 200, { open: false, telegram_bot: null })
    .on('GET /dashboard/', 200, { role: 'admin', counts: COUNTS })
    .on('GET /admin/appointments/', 200, [], { 'X-Total-Count': '4' })
    .on('GET /admin/metrics/summary/', 200, { to: '2026-02-28' });
  const figures = { new_appointments: 7, paid_appointments: 5, completed_appointments: 6, gmv_total: 12_500 };
  Object.entries(figures).forEach(([metric, value]) => network.on(`GET /admin/metrics/summary/${metric}/`, 200, { value }));
  return network;
}

const cardOf = async (label: string) => (await screen.findByText(label, undefined, SLOWLY)).closest('a, button');

async function adminWho(...permissions: string[]) {
  const { queries, Around } = await signedInAs({ role: 'admin', permissions });
  queries.setQueryData<Me>(keys.me, (me) => me && { ...me, payment_settings: {} as Me['payment_settings'] });
  await addTexts('admins');
  return Around;
}

it("tells of the shop's day, and of what lies on the table", async () => {
  shop();
  const Around = await adminWho('metrics.read', 'appointments.read');
  render(<OverviewPage />, { wrapper: Around });
  expect(await cardOf('Новые заявки')).toHaveAttribute('href', '/admin/appointments?date_from=2026-03-01&date_to=2026-03-01');
  expect(await cardOf('Новые заявки')).toHaveTextContent('7');
  expect(await cardOf('Оборот')).toHaveTextContent(/12.?500/);
  expect(await cardOf('Ждут мастера')).toHaveAttribute('href', '/admin/appointments?status=NEW');
  expect(await cardOf('В работе')).toHaveAttribute('href', '/admin/appointments?status=IN_PROGRESS');
  expect(await cardOf('Срок вышел')).toHaveTextContent('4');
});

it('keeps quiet about figures of which its reader may not know', async () => {
  const network = shop();
  const Around = await adminWho('appointments.read');
  render(<OverviewPage />, { wrapper: Around });
  await cardOf('Ждут мастера');
  expect(screen.queryByText('Сегодня')).toBeNull();
  expect(network.requests.some(({ path }) => path.startsWith('/admin/metrics'))).toBe(false);
});
