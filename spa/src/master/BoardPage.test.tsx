import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { BoardPage } from './BoardPage';

const SLOWLY = { timeout: 10_000 };
const order = (id: number, status: string, isReviewable: boolean) => ({
  id, status, brand: 'Phone', model: String(id), client_username: 'ann', currency: 'RUB', total_price: null, completed_at: null, updated_at: '2026-11-23T07:00:00Z', platform_tags: [],
  available_actions: [{ action: 'review-client', allowed: isReviewable, reason: null, code: null }],
});

async function open(finished: unknown[]) {
  new FakeNetwork().on('GET /appointments/active/', 200, []).on('GET /appointments/finished/', 200, finished);
  const { Around } = await signedInAs({ role: 'master' });
  render(<BoardPage />, { wrapper: Around });
}

it('shows whose client is to be reviewed before everything else that is over', async () => {
  await open([order(3, 'CANCELLED', false), order(2, 'COMPLETED', true), order(1, 'COMPLETED', false)]);
  await userEvent.click(await screen.findByText('Завершённые · оценить 1', undefined, SLOWLY));
  expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([2, 3, 1].map((id) => `№\u00a0${id}, Phone ${id}`));
  expect(screen.getByText('Оценить клиента')).toHaveAttribute('href', '/orders/2');
});

it('says when nothing is over yet', async () => {
  await open([]);
  await userEvent.click(await screen.findByText('Завершённые', undefined, SLOWLY));
  expect(await screen.findByText('Завершённых заявок пока нет', undefined, SLOWLY)).toBeVisible();
});
