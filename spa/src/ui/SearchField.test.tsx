import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { SearchField } from './SearchField';
import { useUrlState } from './useUrlState';

function Searching() {
  const [{ q }, change, reset] = useUrlState({ q: '' });
  return (
    <>
      <SearchField label="Search" value={q} onChange={(text) => change({ q: text })} />
      <button onClick={reset}>Reset</button>
      <output>{useLocation().search}</output>
    </>
  );
}

it('tells the address what was typed, and is emptied with it', async () => {
  const user = userEvent.setup();
  render(<Searching />, { wrapper: ({ children }) => <MemoryRouter initialEntries={['/?q=old']}>{children}</MemoryRouter> });
  const field = screen.getByRole('searchbox');
  expect(field).toHaveValue('old');
  await user.clear(field);
  await user.type(field, 'new');
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('?q=new'));
  await user.click(screen.getByText('Reset'));
  expect(field).toHaveValue('');
  await new Promise((done) => setTimeout(done, 400));
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});
