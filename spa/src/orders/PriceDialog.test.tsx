import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Order } from '../live/frames';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { PriceDialog } from './PriceDialog';

const order = { id: 12, status: 'IN_REVIEW', currency: 'RUB', updated_at: '' } as Order;
let network: FakeNetwork;

beforeEach(() => {
  localStorage.clear();
  network = new FakeNetwork();
});

async function open() {
  const { Around } = await signedInAs({ role: 'master' });
  const view = render(<PriceDialog order={order} onClose={vi.fn()} />, { wrapper: Around });
  return { view, field: screen.getByRole<HTMLInputElement>('textbox') };
}

it('keeps what was typed until it is sent', async () => {
  const { view, field } = await open();
  await userEvent.type(field, '2 500');
  view.unmount();
  expect((await open()).field.value).toBe('2 500');

  network.on('POST /appointments/12/set-price/', 200, { ...order, total_price: 2500, status: 'AWAITING_PAYMENT' });
  await userEvent.type(screen.getByRole('textbox'), '{Enter}');
  await vi.waitFor(() => expect(network.requests[0]?.body).toEqual({ total_price: 2500 }));
  await vi.waitFor(() => expect(Object.keys(localStorage).filter((key) => key.includes('price'))).toEqual([]));
});
