import type { UseFormReturn } from 'react-hook-form';
import { expect, it, vi } from 'vitest';
import { Failure, Offline } from '../api/failure';
import { toFields } from './forms';

function form() {
  const setError = vi.fn();
  return { setError, it: { getValues: () => ({ brand: '', model: '' }), setError } as unknown as UseFormReturn<{ brand: string; model: string }> };
}
const refused = (fields: Record<string, string>) => new Failure(400, 'No.', 'error.invalid_fields', fields);

it('puts what was refused to its fields, and goes to the first', () => {
  const { it: given, setError } = form();
  expect(toFields(given, refused({ model: 'Too long.', brand: 'Missing.' }))).toBeNull();
  expect(setError.mock.calls).toEqual([
    ['model', { message: 'Too long.' }, { shouldFocus: true }],
    ['brand', { message: 'Missing.' }, { shouldFocus: false }],
  ]);
});

it('gives back what is about something else as well', () => {
  const { it: given, setError } = form();
  const failure = refused({ brand: 'Missing.', client: 'Banned.' });
  expect(toFields(given, failure)).toBe(failure);
  expect(setError).toHaveBeenCalledOnce();
});

it.each([refused({}), new Offline()])('gives back what is about no field: %s', (failure) => {
  const { it: given, setError } = form();
  expect(toFields(given, failure)).toBe(failure);
  expect(setError).not.toHaveBeenCalled();
});
