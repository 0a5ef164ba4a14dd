import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSteadyLink } from './useSteadyLink';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const link = (file: string, expires: number) => `http://here/media/${file}?expires=${expires}&signature=s${expires}`;

function shown(first: string) {
  const { result, rerender } = renderHook(useSteadyLink, { initialProps: first });
  return (next: string) => (rerender(next), result.current);
}

it('stays as it was while it is good', () => {
  const after = shown(link('a.pdf', 2_000));
  expect(after(link('a.pdf', 2_900))).toBe(link('a.pdf', 2_000));
});

it('is the new one once it is not', () => {
  const after = shown(link('a.pdf', 2_000));
  vi.setSystemTime(2_000_000);
  expect(after(link('a.pdf', 2_900))).toBe(link('a.pdf', 2_900));
});

it('is another one for another file', () => {
  const after = shown(link('a.pdf', 2_000));
  expect(after(link('b.pdf', 2_000))).toBe(link('b.pdf', 2_000));
});
