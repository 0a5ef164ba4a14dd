import type { Schemas } from '../../api/client';
import type { Me } from '../../session/session';
import { isWithin } from './permissions';

export type Person = Schemas['AdminUser'];
type Reader = Pick<Me['user'], 'id' | 'permissions'>;

/** What a reader can do with somebody; the server has the last word, but what it would refuse is not offered. */
export function possibleWith(person: Person, reader: Reader) {
  const can = (permission: string) => reader.permissions.includes(permission);
  // An admin who may do more than the reader is none of theirs to change, a superuser only that of superusers.
  const isInReach = reader.id !== person.id && !person.is_superuser && (person.admin_role === null || isWithin(person.admin_role, reader.permissions));
  return {
    ban: can('users.ban') && person.role === 'client' && !person.is_banned,
    unban: can('users.ban') && person.role === 'client' && person.is_banned,
    activate: can('masters.manage') && person.role === 'master' && !person.is_master_active,
    suspend: can('masters.manage') && person.role === 'master' && person.is_master_active,
    changeRole: can('users.role') && isInReach,
    changeAdminRole: can('users.role') && isInReach && person.role === 'admin',
    overrideScore: can('scores.override') && person.role !== 'admin',
  };
}

export type RoleEffect = 'ban' | 'master' | 'admin' | 'client' | 'now';

/** What happens beside the new role itself. */
export function roleEffects(person: Person, role: Person['role']): RoleEffect[] {
  const lost = person.role === role ? [] : [person.role];
  return [...(person.is_banned && role !== 'client' ? (['ban'] as const) : []), ...lost, 'now'];
}
