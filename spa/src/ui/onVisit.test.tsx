import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense, type ComponentType } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { onVisit } from './onVisit';

const Content = () => <p>What there is</p>;
const unreachable = new TypeError('Failed to fetch dynamically imported module');

beforeEach(() => void new FakeNetwork());

async function visit(load: () => Promise<ComponentType>) {
  const Page = onVisit(load);
  const { Around } = await signedInAs();
  const shown = () =>
    render(
      <Suspense>
        <Page />
      </Suspense>,
      { wrapper: Around },
    );
  return { again: shown, view: shown() };
}

it('is loaded when somebody comes', async () => {
  const load = vi.fn(async () => Content);
  await visit(load);
  expect(await screen.findByText('What there is')).toBeInTheDocument();
  expect(load).toHaveBeenCalledOnce();
});

it('is there by itself once the network is back, and stays', async () => {
  const load = vi.fn(async (): Promise<ComponentType> => Promise.reject(unreachable));
  const { view, again } = await visit(load);
  expect(await screen.findByText('Нет связи с сервером')).toBeInTheDocument();
  load.mockImplementation(async () => Content);
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByText('What there is')).toBeInTheDocument();
  view.unmount();
  again();
  expect(screen.getByText('What there is')).toBeInTheDocument();
});

it('is tried again when its reader wants it', async () => {
  const load = vi.fn(async (): Promise<ComponentType> => Promise.reject(unreachable));
  await visit(load);
  const retry = await screen.findByRole('button', { name: 'Повторить' });
  await userEvent.click(retry);
  expect(retry).toBeInTheDocument();
  load.mockImplementation(async () => Content);
  await userEvent.click(retry);
  expect(await screen.findByText('What there is')).toBeInTheDocument();
});
