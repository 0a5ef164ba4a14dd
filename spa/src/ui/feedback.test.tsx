import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { useFeedback } from './feedback';

const dialog = vi.hoisted(() => ({ isThere: true }));
vi.mock('./ConfirmDialog', async (original) => {
  const there = await original<typeof import('./ConfirmDialog')>();
  return {
    get ConfirmDialog() {
      if (!dialog.isThere) {
        throw new TypeError('Failed to fetch dynamically imported module');
      }
      return there.ConfirmDialog;
    },
  };
});

const answered = vi.fn();

function Asker() {
  const { confirm } = useFeedback();
  return <button onClick={async () => answered(await confirm({ title: 'Really?', confirm: 'Yes' }))}>Ask</button>;
}

beforeEach(() => {
  new FakeNetwork();
  answered.mockReset();
});

async function ask() {
  const { Around } = await signedInAs();
  render(<Asker />, { wrapper: Around });
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
}

it('asks, and tells what the answer was', async () => {
  dialog.isThere = true;
  await ask();
  await userEvent.click(await screen.findByRole('button', { name: 'Yes' }));
  expect(answered).toHaveBeenCalledExactlyOnceWith('');
});

it('takes a question that could not be loaded for a no, and says why', async () => {
  dialog.isThere = false;
  await ask();
  expect(await screen.findByRole('alert')).toHaveTextContent('Проверьте интернет');
  expect(answered).toHaveBeenCalledExactlyOnceWith(null);
  expect(screen.getByRole('button', { name: 'Ask' })).toBeInTheDocument();
});
