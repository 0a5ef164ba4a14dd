import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { Offline } from '../api/failure';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import type { OrderDraft } from './draft';
import { OrderWizard } from './OrderWizard';

const upload = vi.hoisted(() => vi.fn<(path: string, form: FormData, how: { key: string; signal: AbortSignal }) => Promise<{ id: number }>>());
vi.mock('../api/client', async (original) => ({ ...(await original<typeof import('../api/client')>()), upload }));

const like: OrderDraft = { brand: 'Apple', model: 'iPhone 13', lock_type: 'PIN', has_pc: false, description: 'It was a present' };

beforeEach(() => {
  localStorage.clear();
  upload.mockReset();
  new FakeNetwork();
});

async function open(draft?: OrderDraft) {
  const { Around } = await signedInAs();
  return render(<OrderWizard like={draft} />, { wrapper: Around });
}
const proceed = (name = 'Дальше') => userEvent.click(screen.getByRole('button', { name }));

it('goes on only when a step is complete', async () => {
  await open();
  const first = screen.getByRole('heading', { level: 2 }).textContent!;
  await proceed();
  expect(await screen.findAllByText('Заполните это поле')).toHaveLength(2);
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(first);

  await userEvent.type(screen.getByRole('combobox', { name: /Марка/ }), 'Apple');
  await userEvent.type(screen.getByRole('combobox', { name: /Модель/ }), 'iPhone');
  await userEvent.click(screen.getByRole('radio', { name: /PIN/ }));
  await proceed();
  // Nobody has had the time to leave it empty.
  expect(await screen.findByRole('textbox')).toHaveAttribute('aria-invalid', 'false');
  expect(screen.getByRole('heading', { level: 2 })).toHaveFocus();
});

it('keeps what was typed over a reload', async () => {
  const before = await open();
  await userEvent.type(screen.getByRole('combobox', { name: /Модель/ }), 'Pixel 6');
  before.unmount();
  await open();
  expect(screen.getByRole('combobox', { name: /Модель/ })).toHaveValue('Pixel 6');
});

it('sends the same order under the same key, also after a reload', async () => {
  upload.mockRejectedValue(new Offline());
  const key = async () => {
    await vi.waitFor(() => expect(upload).toHaveBeenCalled());
    const how = upload.mock.calls[0]![2];
    upload.mockClear();
    return how.key;
  };
  const toTheEnd = async () => {
    await proceed();
    await screen.findByRole('textbox');
    await proceed();
    await userEvent.click(await screen.findByRole('button', { name: 'Отправить заявку' }));
  };
  const before = await open(like);
  await toTheEnd();
  const first = await key();
  before.unmount();

  await open(like);
  await toTheEnd();
  expect(await key()).toBe(first);

  upload.mockResolvedValue({ id: 3 });
  await userEvent.click(await screen.findByRole('button', { name: 'Отправить заявку' }));
  expect(await key()).toBe(first);
  await vi.waitFor(() => expect(Object.keys(localStorage).filter((name) => name.includes('new-order'))).toEqual([]));
});

it('can be given up while it is sent', async () => {
  upload.mockImplementation((_, __, { signal }) => new Promise((___, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))));
  await open(like);
  await proceed();
  await screen.findByRole('textbox');
  await proceed();
  await userEvent.click(await screen.findByRole('button', { name: 'Отправить заявку' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Отменить загрузку' }));
  expect(await screen.findByRole('button', { name: 'Отправить заявку' })).toBeEnabled();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
