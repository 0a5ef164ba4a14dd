import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { addTexts } from '../i18n/i18n';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import type { Webhook, WebhookDelivery } from './webhooks/webhooks';
import { typesOf } from './webhooks/webhooks';
import { WebhooksPage } from './WebhooksPage';

const AT = '2026-11-23T06:41:02.000312Z';
const HOOK: Webhook = {
  id: 3,
  url: 'https://hooks.example.org/guildhall',
  description: 'Бухгалтерия',
  event_types: ['appointment.created'],
  is_enabled: true,
  failing_since: null,
  disabled_at: null,
  previous_secret_until: null,
  created_at: AT,
  updated_at: AT,
};
const FAILED: WebhookDelivery = {
  id: 41,
  webhook: 3,
  event: 99,
  event_type: 'appointment.created',
  state: 'failed',
  attempts: 12,
  response_status: 500,
  response_text: 'oops',
  duration_ms: 38,
  failure: 'answered 500',
  next_attempt_at: null,
  created_at: AT,
  ended_at: AT,
};

let network: FakeNetwork;
beforeEach(() => {
  network = new FakeNetwork();
});

async function open(webhooks: Webhook[], permissions = ['system.read', 'settings.write']) {
  network.on('GET /admin/webhooks/', 200, webhooks);
  const { Around } = await signedInAs({ role: 'admin', permissions });
  await addTexts('platform');
  render(<WebhooksPage />, { wrapper: Around });
}

it('keeps what was typed until it is given up', async () => {
  await open([]);
  const begin = async () => {
    await userEvent.click((await screen.findAllByRole('button', { name: 'Новый вебхук' }))[0]!);
    return screen.findByLabelText(/^Адрес/);
  };
  const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await userEvent.type(await begin(), HOOK.url);
  await userEvent.keyboard('{Escape}');
  await gone();

  expect(await begin()).toHaveValue(HOOK.url);
  await userEvent.click(screen.getByRole('button', { name: 'Отмена' }));
  await gone();
  expect(await begin()).toHaveValue('');
});

it('shows the secret of a new one once', async () => {
  await open([]);
  await userEvent.click((await screen.findAllByRole('button', { name: 'Новый вебхук' }))[0]!);
  await userEvent.type(screen.getByLabelText(/^Адрес/), HOOK.url);
  await userEvent.type(screen.getByLabelText('Виды событий'), 'appointment.created, chat.message_sent');
  network.on('POST /admin/webhooks/', 201, { webhook: HOOK, secret: 'whsec_AAAA' });
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить' }));

  expect(await screen.findByText('whsec_AAAA')).toBeVisible();
  expect(network.requests.find(({ method }) => method === 'POST')?.body).toEqual({
    url: HOOK.url,
    description: '',
    event_types: ['appointment.created', 'chat.message_sent'],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Я сохранил его' }));
  await waitFor(() => expect(screen.queryByText('whsec_AAAA')).toBeNull());
});

it('shows what the server has against an address', async () => {
  await open([]);
  await userEvent.click((await screen.findAllByRole('button', { name: 'Новый вебхук' }))[0]!);
  await userEvent.type(screen.getByLabelText(/^Адрес/), 'https://localhost/');
  network.on('POST /admin/webhooks/', 400, { status: 400, detail: 'Проверьте заполнение полей.', errors: { url: ['Не в открытом интернете.'] } });
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить' }));

  expect(await screen.findByText('Не в открытом интернете.')).toBeVisible();
});

it('sends a delivery again', async () => {
  await open([HOOK]);
  network.on('GET /admin/webhooks/3/deliveries/', 200, [FAILED]).on('POST /admin/webhooks/deliveries/41/replay/', 200, { ...FAILED, state: 'waiting', ended_at: null, next_attempt_at: AT });
  await userEvent.click(await screen.findByRole('button', { name: 'Доставки' }));
  const list = await screen.findByRole('list', { name: 'Доставки' });
  expect(within(list).getByText(/answered 500/)).toBeVisible();
  await userEvent.click(within(list).getByRole('button', { name: 'Отправить ещё раз' }));

  await waitFor(() => expect(network.requests.some(({ path }) => path === '/admin/webhooks/deliveries/41/replay/')).toBe(true));
});

it('says that one was switched off by itself', async () => {
  await open([{ ...HOOK, is_enabled: false, disabled_at: AT, failing_since: AT }]);

  expect(await screen.findByText(/Выключен сам/)).toBeVisible();
});

it('shows and changes nothing that the reader may not change', async () => {
  await open([HOOK], ['system.read']);

  expect(await screen.findByText(HOOK.url)).toBeVisible();
  expect(screen.getByRole('switch')).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Новый вебхук' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Проверить' })).toBeNull();
});

it('reads types from lines and commas, each once', () => {
  expect(typesOf(' a.b,\nc.d  a.b\n')).toEqual(['a.b', 'c.d']);
  expect(typesOf(' ')).toEqual([]);
});
