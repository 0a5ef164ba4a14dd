import type { Person } from './decisions';

export type State = 'banned' | 'active' | 'suspended';
export type ClientOrder = 'newest' | 'risk' | 'orders';

/** Which of all people are looked for; empty is any. */
export type Filters = { text: string; adminRole: string; state: string; risk: string };

/** Whether the server can answer these alone, page by page, or whether all have to be read. */
export function needsAll({ text, adminRole, state, risk }: Filters): boolean {
  return !!(text || adminRole || state || risk);
}

export function matches(person: Person, { text, adminRole, state, risk }: Filters): boolean {
  return (
    isNamed(person, text) &&
    (!adminRole || person.admin_role === adminRole) &&
    (!state || isIn(person, state)) &&
    (!risk || person.client_stats?.risk_level === risk)
  );
}

/** Every word has to be somewhere in the names; a number alone is an id as well. */
function isNamed(person: Person, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const names = [person.username, person.first_name, person.last_name, person.telegram_username].join(' ').toLowerCase();
  return words.every((word) => names.includes(word.replace(/^@/, ''))) || text.trim().replace(/^[№#]\s*/, '') === String(person.id);
}

function isIn(person: Person, state: string): boolean {
  return state === 'banned' ? person.is_banned : person.role === 'master' && person.is_master_active === (state === 'active');
}

export function sorted(people: Person[], order: ClientOrder): Person[] {
  if (order === 'newest') {
    return people;
  }
  const figure = ({ client_stats: stats }: Person) =>
    stats === null ? -1 : order === 'risk' ? stats.risk_score : stats.completed_orders_count + stats.cancelled_orders_count;
  return people.toSorted((one, other) => figure(other) - figure(one));
}
