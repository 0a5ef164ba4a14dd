import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Offline } from '../api/failure';
import { signedInAs } from '../test/signedIn';
import { LoadMore } from './LoadMore';

it('says why the next page did not come, and tries again', async () => {
  const { Around } = await signedInAs();
  const fetchNextPage = vi.fn();
  const list = { hasNextPage: true, isFetchingNextPage: false, isFetchNextPageError: true, error: new Offline(), fetchNextPage };
  render(<LoadMore list={list} />, { wrapper: Around });
  expect(await screen.findByRole('alert')).toHaveTextContent('Проверьте интернет');
  await userEvent.click(screen.getByText('Повторить'));
  expect(fetchNextPage).toHaveBeenCalledOnce();
});
