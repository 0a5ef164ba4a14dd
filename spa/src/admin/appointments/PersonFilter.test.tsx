import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { addTexts } from '../../i18n/i18n';
import { FakeNetwork } from '../../test/network';
import { signedInAs } from '../../test/signedIn';
import { FilterBar } from './FilterBar';
import { NO_FILTERS, toQuery } from './filters';

it('says whose orders these are, and can be taken away', async () => {
  new FakeNetwork().on('GET /admin/users/7/', 200, { id: 7, username: 'oleg', first_name: 'Олег', last_name: '' });
  const { Around } = await signedInAs({ role: 'admin', permissions: ['users.read'] });
  await addTexts('admins');
  const change = vi.fn();
  const filters = { ...NO_FILTERS, master: '7' };
  expect(toQuery(filters)).toEqual({ master: '7' });
  render(<FilterBar filters={filters} onChange={change} onReset={() => undefined} />, { wrapper: Around });
  await userEvent.type(await screen.findByText('Мастер: Олег (oleg)'), '{Delete}');
  await userEvent.click(screen.getByTestId('CancelIcon'));
  expect(change).toHaveBeenCalledWith({ master: '' });
});
