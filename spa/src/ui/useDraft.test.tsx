import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { FakeNetwork } from '../test/network';
import { signedInAs } from '../test/signedIn';
import { forgetDrafts, useDraft } from './useDraft';

beforeEach(() => {
  localStorage.clear();
  new FakeNetwork();
});

async function draft(account: number, name = 'message.12') {
  const { Around } = await signedInAs({ id: account });
  return renderHook((props: { name: string }) => useDraft(props.name, ''), { wrapper: Around, initialProps: { name } });
}

it('survives a reload, until it is forgotten', async () => {
  const first = await draft(5);
  act(() => first.result.current[1]('Hal'));
  first.unmount();
  const { result } = await draft(5);
  expect(result.current[0]).toBe('Hal');
  act(() => result.current[2]());
  expect(result.current[0]).toBe('');
  expect((await draft(5)).result.current[0]).toBe('');
});

it('is another one under another name', async () => {
  const { result, rerender } = await draft(5);
  act(() => result.current[1]('for 12'));
  rerender({ name: 'message.13' });
  expect(result.current[0]).toBe('');
  rerender({ name: 'message.12' });
  expect(result.current[0]).toBe('for 12');
});

it('is found by nobody else, and forgotten with nobody else', async () => {
  act((await draft(5)).result.current[1].bind(null, 'mine'));
  expect((await draft(6)).result.current[0]).toBe('');
  forgetDrafts(6);
  expect((await draft(5)).result.current[0]).toBe('mine');
  forgetDrafts(5);
  expect((await draft(5)).result.current[0]).toBe('');
});

it('that cannot be read is none', async () => {
  localStorage.setItem('guildhall.draft.5.message.12', '{broken');
  expect((await draft(5)).result.current[0]).toBe('');
});
