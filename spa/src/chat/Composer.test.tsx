import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Order } from '../live/frames';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { Composer } from './Composer';

const order = { id: 12 } as Order;
let network: FakeNetwork;
const onSend = vi.fn();
const onTake = vi.fn();

beforeEach(() => {
  localStorage.clear();
  network = new FakeNetwork().on('POST /appointments/12/typing/', 204, undefined);
  onSend.mockReset();
  onTake.mockReset();
});

async function composer(files: File[] = []) {
  const { Around } = await signedInAs();
  const view = render(<Composer order={order} files={files} refusal="" onTake={onTake} onFiles={vi.fn()} onSend={onSend} />, { wrapper: Around });
  return { view, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Сообщение' }) };
}

it('sends by Enter, and begins a line by Shift+Enter', async () => {
  const { field } = await composer();
  await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two{Enter}');
  expect(onSend).toHaveBeenCalledExactlyOnceWith('one\ntwo');
  expect(field.value).toBe('');
  expect(field).toHaveFocus();
});

it('does not send while a word is being composed', async () => {
  const { field } = await composer();
  await userEvent.type(field, 'に');
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(onSend).not.toHaveBeenCalled();
});

it('sends nothing when there is nothing, and a file without words', async () => {
  const { field, view } = await composer();
  await userEvent.type(field, '  {Enter}');
  expect(onSend).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'Отправить' })).toBeDisabled();
  view.unmount();

  const withFile = await composer([new File(['x'], 'a.pdf')]);
  await userEvent.clear(withFile.field);
  await userEvent.click(screen.getByRole('button', { name: 'Отправить' }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith('');
});

it('keeps what was typed over a reload', async () => {
  const { field, view } = await composer();
  await userEvent.type(field, 'not sent');
  view.unmount();
  expect((await composer()).field.value).toBe('not sent');
});

it('takes an image from the clipboard', async () => {
  const { field } = await composer();
  fireEvent.paste(field, { clipboardData: { files: [new File(['x'], 'image.png', { type: 'image/png' })] } });
  expect(onTake).toHaveBeenCalledExactlyOnceWith([expect.objectContaining({ type: 'image/png' })]);
});

it('says that one is writing, but not with every letter', async () => {
  const { field } = await composer();
  await userEvent.type(field, 'many letters');
  await vi.waitFor(() => expect(network.requests).toHaveLength(1));
  expect(network.requests[0]?.path).toBe('/appointments/12/typing/');
});
