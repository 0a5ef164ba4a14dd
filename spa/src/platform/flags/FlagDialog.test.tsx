import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { addTexts } from '../../i18n/i18n';
import { FakeNetwork } from '../../test/network';
import { signedInAs } from '../../test/signedIn';
import { FlagDialog } from './FlagDialog';
import type { FeatureFlag } from './flags';

const FLAG = { id: 3, name: 'dark_mode', is_enabled: false, rollout_percentage: 100, scope: 'global', conditions: {}, users: [] } as unknown as FeatureFlag;
const SLOWLY = { timeout: 10_000 };
beforeEach(() => localStorage.clear());

async function open() {
  const { Around } = await signedInAs({ role: 'admin', permissions: ['flags.write'] });
  await addTexts('platform');
  const close = vi.fn();
  const view = render(<FlagDialog flag={FLAG} isOpen onClose={close} />, { wrapper: Around });
  return { ...view, close, name: await screen.findByRole('textbox', undefined, SLOWLY) };
}

it('keeps what is typed until it is saved', async () => {
  const network = new FakeNetwork().on('PATCH /admin/feature-flags/3/', 200, FLAG);
  const { name, unmount } = await open();
  await userEvent.type(name, '2');
  unmount();
  const again = await open();
  expect(again.name).toHaveValue('dark_mode2');
  expect(screen.getByRole('alert')).toHaveTextContent('не сохранили');
  await userEvent.click(screen.getByText('Сохранить'));
  await waitFor(() => expect(again.close).toHaveBeenCalled(), SLOWLY);
  expect(network.requests.at(-1)).toMatchObject({ body: { name: 'dark_mode2' } });
  expect(localStorage.getItem('guildhall.draft.flag.3')).toBeNull();
});

it('forgets it when it is given up', async () => {
  new FakeNetwork();
  const { name } = await open();
  await userEvent.type(name, '2');
  await userEvent.click(screen.getByText('Отмена'));
  expect(localStorage.getItem('guildhall.draft.flag.3')).toBeNull();
});
