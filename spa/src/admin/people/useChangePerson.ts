import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newKey } from '../../api/client';
import { Offline } from '../../api/failure';
import { useFeedback } from '../../ui/feedback';
import type { Person } from './decisions';
import { personKey } from './person';
import { PEOPLE } from './usePeople';

type Change = { key: string; send: (headers: { 'Idempotency-Key': string }) => Promise<Person>; done: string };

/** Does something with somebody and shows them as the server has answered. */
export function useChangePerson() {
  const queries = useQueryClient();
  const { say, sayFailure } = useFeedback();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: ({ key, send }: Change) => send({ 'Idempotency-Key': key }),
    retry: (attempt, failure) => attempt < 2 && failure instanceof Offline,
    onSuccess: (person, { done }) => {
      queries.setQueryData(personKey(person.id), person);
      void queries.invalidateQueries({ queryKey: [...personKey(person.id), 'score'] });
      void queries.invalidateQueries({ queryKey: PEOPLE });
      say(done);
    },
  });
  return {
    isPending,
    /** @returns what was refused, null when it was done */
    change: (send: Change['send'], done: string): Promise<unknown> =>
      mutateAsync({ key: newKey(), send, done }).then(
        () => null,
        (failure: unknown) => failure,
      ),
    /** The same for what has no form that could show a refusal. */
    changeOrSay: (send: Change['send'], done: string) => mutateAsync({ key: newKey(), send, done }).then(undefined, sayFailure),
  };
}
