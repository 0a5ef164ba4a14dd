import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import type { Preferences } from './outside';
import { OutsideSection } from './OutsideSection';

const BOTH = { telegram: true, email: true };
const PREFERENCES: Preferences = {
  channels: {
    telegram: { available: true, enabled: true, address: 'ann', blocked_at: null },
    email: { available: true, enabled: true, address: null, blocked_at: null },
  },
  types: { system: BOTH, appointment: BOTH, payment: { telegram: true, email: false }, security: BOTH, other: BOTH },
  quiet_hours: null,
  email: null,
  language: 'ru',
};

let network: FakeNetwork;
beforeEach(() => {
  network = new FakeNetwork();
});

async function open(preferences: Preferences) {
  network.on('GET /me/notification-preferences/', 200, preferences);
  const { Around } = await signedInAs();
  render(<OutsideSection />, { wrapper: Around });
}

function sent() {
  return network.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
}

it('changes one type for one channel', async () => {
  await open(PREFERENCES);
  const box = await screen.findByRole('checkbox', { name: 'Оплата: Письма' });
  expect(box).not.toBeChecked();
  network.on('PATCH /me/notification-preferences/', 200, { ...PREFERENCES, types: { ...PREFERENCES.types, payment: BOTH } });
  await userEvent.click(box);

  await waitFor(() => expect(box).toBeChecked());
  expect(sent()).toEqual([{ types: { payment: { email: true } } }]);
});

const NIGHTS = { from: '22:00', to: '08:00', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };

it('saves quiet hours as soon as they are switched on, and shows what the server has against others', async () => {
  await open(PREFERENCES);
  network.on('PATCH /me/notification-preferences/', 200, { ...PREFERENCES, quiet_hours: NIGHTS });
  await userEvent.click(await screen.findByRole('switch', { name: 'Тихие часы' }));
  await waitFor(() => expect(sent()).toEqual([{ quiet_hours: NIGHTS }]));
  const zone = screen.getByLabelText('Часовой пояс');
  await userEvent.clear(zone);
  await userEvent.type(zone, 'Mars/Olympus');
  network.on('PATCH /me/notification-preferences/', 400, { status: 400, detail: 'Проверьте заполнение полей.', errors: { time_zone: ['Нет такого пояса.'] } });
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить часы' }));

  expect(await screen.findByText('Нет такого пояса.')).toBeVisible();
  expect(sent()[1]).toEqual({ quiet_hours: { ...NIGHTS, time_zone: 'Mars/Olympus' } });
});

it('leaves quiet hours off when they could not be saved', async () => {
  await open(PREFERENCES);
  network.on('PATCH /me/notification-preferences/', 500, { detail: 'Что-то сломалось.' });
  await userEvent.click(await screen.findByRole('switch', { name: 'Тихие часы' }));

  expect(await screen.findByText(/Что-то сломалось/)).toBeVisible();
  expect(screen.getByRole('switch', { name: 'Тихие часы' })).not.toBeChecked();
});

it('takes quiet hours away', async () => {
  await open({ ...PREFERENCES, quiet_hours: { from: '22:00', to: '08:00', time_zone: 'Europe/Berlin' } });
  network.on('PATCH /me/notification-preferences/', 200, PREFERENCES);
  await userEvent.click(await screen.findByRole('switch', { name: 'Тихие часы' }));

  expect(screen.queryByLabelText('Часовой пояс')).toBeNull();
  await waitFor(() => expect(sent()).toEqual([{ quiet_hours: null }]));
});

it('an empty address is none', async () => {
  await open({ ...PREFERENCES, email: 'ann@example.org' });
  network.on('PATCH /me/notification-preferences/', 200, PREFERENCES);
  await userEvent.clear(await screen.findByLabelText('Адрес электронной почты'));
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить адрес' }));

  await waitFor(() => expect(sent()).toEqual([{ email: null, language: 'ru' }]));
});

it('says that the bot is blocked', async () => {
  await open({
    ...PREFERENCES,
    channels: { ...PREFERENCES.channels, telegram: { available: true, enabled: false, address: 'ann', blocked_at: '2026-11-23T06:41:02.000312Z' } },
  });

  expect(await screen.findByText(/Вы заблокировали бота/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Оплата: Telegram' })).toBeDisabled();
});

it('offers nothing where nothing is set up', async () => {
  await open({
    ...PREFERENCES,
    channels: { telegram: { ...PREFERENCES.channels.telegram, available: false }, email: { ...PREFERENCES.channels.email, available: false } },
  });

  expect(await screen.findByText(/уведомления приходят только в приложение/)).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
});
