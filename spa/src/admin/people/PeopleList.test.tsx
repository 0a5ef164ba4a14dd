import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Failure } from '../../api/failure';
import { addTexts } from '../../i18n/i18n';
import { signedInAs } from '../../test/signedIn';
import { PeopleList } from './PeopleList';
import type { usePeople } from './usePeople';

it('does not look for ever for what it could not read', async () => {
  const { Around } = await signedInAs({ role: 'admin' });
  await addTexts('admins');
  const fetchNextPage = vi.fn();
  const query = {
    data: { pages: [{ items: [] }], pageParams: [] },
    isAll: true,
    hasNextPage: true,
    isError: true,
    isFetchingNextPage: false,
    error: new Failure(503, 'Сервер занят', 'unavailable'),
    fetchNextPage,
  } as unknown as ReturnType<typeof usePeople>;
  render(<PeopleList query={query} pick={(people) => people} isFiltered onReset={() => undefined} columns={[]} empty={null} />, { wrapper: Around });
  expect(await screen.findByRole('alert')).toHaveTextContent('Сервер занят');
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  await userEvent.click(screen.getByText('Повторить'));
  expect(fetchNextPage).toHaveBeenCalledOnce();
});
