import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '../live/frames';
import { tagOf } from './order';
import { useStep, type Step } from './useStep';

export type StepDialogProps = { order: Order; onClose: () => void };

/**
 * A step that is decided upon in a dialog: the dialog closes when it was taken, and when the order has changed since it was opened.
 * `take` tells whether it was taken.
 *
 * @param onRefused puts a refusal to the fields it is about, and gives back what it could not place
 */
export function useDialogStep({ order, onClose }: StepDialogProps, onRefused: (failure: unknown) => unknown = (failure) => failure) {
  const queries = useQueryClient();
  const { run, isBusy } = useStep();
  const [tag] = useState(() => tagOf(queries, order));
  const [error, setError] = useState<unknown>(null);

  const take = async (step: Step): Promise<boolean> => {
    setError(null);
    try {
      const done = await run(order, step, tag);
      onClose();
      return done !== null;
    } catch (failure) {
      setError(onRefused(failure));
      return false;
    }
  };
  return { take, isBusy, error };
}
