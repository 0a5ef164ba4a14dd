import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { PeopleField } from './PeopleField';

const OLEG = { id: 7, username: 'oleg', first_name: 'Олег', last_name: '' };
const ANNA = { id: 12, username: 'tg_81', first_name: 'Анна', last_name: 'Берг' };

it('names those who are chosen, and offers those whom the server finds', async () => {
  new FakeNetwork().on('GET /admin/users/7/', 200, OLEG).on('GET /admin/users/all/', 200, [ANNA]);
  const { Around } = await signedInAs({ role: 'admin', permissions: ['users.read'] });
  const change = vi.fn();
  render(<PeopleField label="Кому" value={[7]} onChange={change} />, { wrapper: Around });
  expect(await screen.findByText('Олег (oleg)')).toBeVisible();
  await userEvent.type(screen.getByRole('combobox'), 'берг');
  await userEvent.click(await screen.findByText('Анна Берг (tg_81)'));
  expect(change).toHaveBeenCalledWith([7, 12]);
});
