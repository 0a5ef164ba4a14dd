import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { addTexts } from '../../i18n/i18n';
import { FakeNetwork } from '../../test/network';
import { signedInAs } from '../../test/signedIn';
import { SettingsForm } from './SettingsForm';

const SLOWLY = { timeout: 10_000 };
const SAVED = { bank_requisites: 'IBAN 1', crypto_requisites: '', instructions: '', sla_response_minutes: 15, sla_completion_hours: 24 };
const PATH = '/admin/system/settings/';
let network: FakeNetwork;
const savedIs = (settings: typeof SAVED, tag: string) => network.on(`GET ${PATH}`, 200, settings, { ETag: tag });
const sent = () => network.requests.filter(({ method }) => method === 'PATCH').at(-1);
beforeEach(() => {
  localStorage.clear();
  network = new FakeNetwork();
  savedIs(SAVED, '"1"');
});

async function open() {
  const { Around } = await signedInAs({ role: 'admin', permissions: ['settings.write'] });
  await addTexts('admins');
  const view = render(<SettingsForm />, { wrapper: Around });
  return { ...view, bank: await screen.findByLabelText('Банковские реквизиты', undefined, SLOWLY) };
}

it('keeps what is typed when somebody else has saved others, and says what is different', async () => {
  const { bank } = await open();
  await userEvent.type(bank, '!');
  network.on(`PATCH ${PATH}`, 412, { ...SAVED, bank_requisites: 'IBAN 2' });
  savedIs({ ...SAVED, bank_requisites: 'IBAN 2', instructions: 'Hurry' }, '"2"');
  await userEvent.click(screen.getByText('Сохранить'));
  const notice = await screen.findByRole('alert', undefined, SLOWLY);
  expect(notice).toHaveTextContent(/IBAN 2.*IBAN 1!/);
  expect(bank).toHaveValue('IBAN 1!');
  expect(screen.getByLabelText('Пояснение для клиента')).toHaveValue('Hurry');
  expect(screen.getByText('Сохранить')).toBeDisabled();

  network.on(`PATCH ${PATH}`, 200, SAVED);
  await userEvent.click(screen.getByText('Оставить моё'));
  await userEvent.click(screen.getByText('Сохранить'));
  await waitFor(() => expect(sent()).toMatchObject({ tag: '"2"', body: { bank_requisites: 'IBAN 1!' } }));
  expect(sent()!.body).not.toHaveProperty('instructions');
});

it('takes what is saved instead', async () => {
  const { bank } = await open();
  await userEvent.type(bank, '!');
  network.on(`PATCH ${PATH}`, 412, SAVED);
  savedIs({ ...SAVED, bank_requisites: 'IBAN 2' }, '"2"');
  await userEvent.click(screen.getByText('Сохранить'));
  await userEvent.click(await screen.findByText('Взять сохранённое', undefined, SLOWLY));
  expect(bank).toHaveValue('IBAN 2');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('is there after a reload', async () => {
  const { bank, unmount } = await open();
  await userEvent.type(bank, '!');
  unmount();
  expect((await open()).bank).toHaveValue('IBAN 1!');
  await userEvent.click(screen.getByText('Отмена'));
  expect(screen.getByLabelText('Банковские реквизиты')).toHaveValue('IBAN 1');
});
