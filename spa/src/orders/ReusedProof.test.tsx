import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Order } from '../live/frames';
import { signedInAs } from '../test/signedIn';
import { ReusedProof } from './ReusedProof';

const order = { id: 12, payment_proof_reused: true, payment_proof_duplicates: [7, 3] } as Order;

it('warns and leads to the orders that had the proof', async () => {
  const { Around } = await signedInAs({ role: 'admin' });
  render(<ReusedProof order={order} />, { wrapper: Around });
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/orders/7', '/orders/3']);
});

it('warns without a link when the orders are not the reader’s to see', async () => {
  const { Around } = await signedInAs({ role: 'master' });
  render(<ReusedProof order={{ ...order, payment_proof_duplicates: [] }} />, { wrapper: Around });
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(screen.queryByRole('link')).toBeNull();
});

it('asks nobody to check a payment that was confirmed', async () => {
  const { Around } = await signedInAs({ role: 'admin' });
  render(<ReusedProof order={{ ...order, payment_confirmed_at: '2026-11-23T07:00:00Z' }} />, { wrapper: Around });
  expect(screen.getByRole('alert')).toHaveTextContent(/^Тот же файл загружен в другой заявке\. №/);
});

it('says nothing of a proof that is new, nor to its client, who is not told', async () => {
  const { Around } = await signedInAs({ role: 'client' });
  for (const other of [{ ...order, payment_proof_reused: false }, { id: 12 } as Order]) {
    const { unmount } = render(<ReusedProof order={other} />, { wrapper: Around });
    expect(screen.queryByRole('alert')).toBeNull();
    unmount();
  }
});
