import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { Failure } from '../api/failure';

/**
 * Puts what the server has refused to the fields it is about.
 *
 * @returns what is about no field of the form, to be shown above it; null when there is nothing else
 */
export function toFields<T extends FieldValues>(form: UseFormReturn<T>, failure: unknown): unknown {
  if (!(failure instanceof Failure)) {
    return failure;
  }
  const known = Object.keys(form.getValues());
  const ours = Object.entries(failure.fields).filter(([name]) => known.includes(name));
  ours.forEach(([name, message], at) => form.setError(name as FieldPath<T>, { message }, { shouldFocus: at === 0 }));
  return ours.length === Object.keys(failure.fields).length && ours.length > 0 ? null : failure;
}

/** What a MUI field shows of an error. */
export function shown(error: { message?: string } | undefined) {
  return { error: !!error, helperText: error?.message };
}
