import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import { expect, it, vi } from 'vitest';
import { signedInAs } from '../test/signedIn';
import { onDemand } from './onDemand';

type Props = { isOpen: boolean; onClose: () => void };

const Menu = ({ isOpen }: Props) => (isOpen ? <p>What there is</p> : null);

async function opener(load: () => Promise<ComponentType<Props>>) {
  const Part = onDemand<Props>(load);
  function Opener() {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <button aria-expanded={isOpen} onClick={() => setOpen(true)}>
          Open
        </button>
        <Part isOpen={isOpen} onClose={() => setOpen(false)} />
      </>
    );
  }
  const { Around } = await signedInAs();
  render(<Opener />, { wrapper: Around });
  return screen.getByRole('button', { name: 'Open' });
}

it('is loaded when it is opened, and open once it is there', async () => {
  const load = vi.fn(async () => Menu);
  const button = await opener(load);
  expect(load).not.toHaveBeenCalled();
  await userEvent.click(button);
  expect(await screen.findByText('What there is')).toBeInTheDocument();
  expect(load).toHaveBeenCalledOnce();
});

it('says that it cannot be loaded, and tries again when it is opened again', async () => {
  const load = vi.fn(async () => Menu).mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  const button = await opener(load);
  await userEvent.click(button);
  expect(await screen.findByRole('alert')).toHaveTextContent('Проверьте интернет');
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.click(button);
  expect(await screen.findByText('What there is')).toBeInTheDocument();
});
