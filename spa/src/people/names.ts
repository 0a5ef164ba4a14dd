import type { Schemas } from '../api/client';

type Named = Pick<Schemas['AdminUser'], 'first_name' | 'last_name' | 'username'>;

/** What somebody is called. */
export function nameOf({ first_name, last_name, username }: Named): string {
  return [first_name, last_name].filter(Boolean).join(' ') || username;
}

/** The same where one is chosen among many, of whom several may be called so. */
export function distinctNameOf(person: Named): string {
  const name = nameOf(person);
  return name === person.username ? name : `${name} (${person.username})`;
}
