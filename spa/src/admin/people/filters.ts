import type { Person } from './decisions';

export type State = 'banned' | 'active' | 'suspended';
export type ClientOrder = 'newest' | 'risk' | 'orders';

/** What the server is to look for: names and numbers stand there without the signs that people put before them. */
export function soughtIn(text: string): string | undefined {
  return text.trim().replace(/^(@|[№#]\s*)/, '') || undefined;
}

/** The same for lists that the server does not search: every word has to be somewhere in the names; a number alone is an id as well. */
export function isNamed(person: Person, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const names = [person.username, person.first_name, person.last_name, person.telegram_username].join(' ').toLowerCase();
  return words.every((word) => names.includes(word.replace(/^@/, ''))) || soughtIn(text) === String(person.id);
}

/** @param state empty is any */
export function isIn(person: Person, state: string): boolean {
  switch (state) {
    case '':
      return true;
    case 'banned':
      return person.is_banned;
    default:
      return person.role === 'master' && person.is_master_active === (state === 'active');
  }
}

export function sorted(people: Person[], order: ClientOrder): Person[] {
  if (order === 'newest') {
    return people;
  }
  const figure = ({ client_stats: stats }: Person) =>
    stats === null ? -1 : order === 'risk' ? stats.risk_score : stats.completed_orders_count + stats.cancelled_orders_count;
  return people.toSorted((one, other) => figure(other) - figure(one));
}
