import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { FileDrop } from './FileDrop';

const chosen = vi.fn();
const good = new File(['x'.repeat(1500)], 'good.png');

beforeEach(() => {
  new FakeNetwork();
  chosen.mockReset();
});

async function drop(progress: number | null = null) {
  const { Around } = await signedInAs();
  render(<FileDrop label="Photo" file={good} onChange={chosen} types={['.png']} progress={progress} onCancel={() => undefined} />, { wrapper: Around });
  return screen.getByLabelText<HTMLInputElement>('Photo', { selector: 'input' });
}

it('keeps a good file when a wrong one is tried', async () => {
  await userEvent.upload(await drop(), new File(['x'], 'wrong.exe'), { applyAccept: false });
  expect(screen.getByText(/Такой файл не подходит/)).toBeInTheDocument();
  expect(chosen).not.toHaveBeenCalled();
  expect(screen.getByText('good.png')).toBeInTheDocument();
  expect(screen.getByText('2 КБ')).toBeInTheDocument();
});

it('takes nothing else while one is sent', async () => {
  const input = await drop(0.5);
  await userEvent.upload(input, new File(['x'], 'other.png'));
  expect(input).toBeDisabled();
  expect(chosen).not.toHaveBeenCalled();
});
