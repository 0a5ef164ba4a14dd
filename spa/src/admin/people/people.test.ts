import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { possibleWith, roleEffects, type Person } from './decisions';
import { isIn, isNamed, sorted, soughtIn } from './filters';
import { overrideForm } from './override';
import { ADMIN_ROLES, GRANTS, permissionsOf } from './permissions';

const NOBODY_IN_PARTICULAR = {
  id: 7,
  username: 'tg_81',
  first_name: 'Анна',
  last_name: 'Берг',
  role: 'client',
  admin_role: null,
  telegram_username: 'ann_berg',
  is_banned: false,
  is_master_active: false,
  is_superuser: false,
  client_stats: null,
  master_stats: null,
} as Person;

function person(fields: Partial<Person>): Person {
  return { ...NOBODY_IN_PARTICULAR, ...fields };
}

function admin(role: (typeof ADMIN_ROLES)[number]) {
  return { id: 1, permissions: permissionsOf(role) as string[] };
}

function offered(someone: Person, reader: { id: number; permissions: string[] }) {
  return Object.entries(possibleWith(someone, reader))
    .filter(([, isPossible]) => isPossible)
    .map(([name]) => name);
}

describe('permissions', () => {
  it('are those of docs/permissions.md', () => {
    const page = readFileSync('../docs/permissions.md', 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z]+\.[a-z]+)` \|[^|]*\|(.*)\|$/gm)];
    const written = rows.map(([, permission, cells]) => [permission, ADMIN_ROLES.filter((_, at) => cells!.split('|')[at]!.trim() === 'yes')]);
    expect(Object.fromEntries(written)).toEqual(GRANTS);
  });
});

describe('what is offered', () => {
  it('is a ban for a client, and its end for a banned one', () => {
    expect(offered(person({}), admin('support'))).toEqual(['ban']);
    expect(offered(person({ is_banned: true }), admin('support'))).toEqual(['unban']);
  });

  it('is nothing to those who only look', () => {
    expect(offered(person({}), admin('analyst'))).toEqual([]);
    expect(offered(person({ role: 'master', is_master_active: true }), admin('finance'))).toEqual([]);
  });

  it('is access to the queue of masters alone', () => {
    expect(offered(person({ role: 'master' }), admin('operations'))).toEqual(['activate', 'changeRole', 'overrideScore']);
    expect(offered(person({ role: 'master', is_master_active: true }), admin('operations'))).toEqual(['suspend', 'changeRole', 'overrideScore']);
  });

  it('never reaches those who may do more, superusers, or oneself', () => {
    expect(offered(person({ role: 'admin', admin_role: 'super_admin' }), admin('operations'))).toEqual([]);
    expect(offered(person({ role: 'admin', admin_role: 'support' }), admin('operations'))).toEqual(['changeRole', 'changeAdminRole']);
    expect(offered(person({ role: 'admin', admin_role: 'super_admin', is_superuser: true }), admin('super_admin'))).toEqual([]);
    expect(offered(person({ id: 1, role: 'admin', admin_role: 'super_admin' }), admin('super_admin'))).toEqual([]);
  });
});

describe('another role', () => {
  it('says what ends with it', () => {
    expect(roleEffects(person({ is_banned: true }), 'master')).toEqual(['ban', 'client', 'now']);
    expect(roleEffects(person({ role: 'master' }), 'client')).toEqual(['master', 'now']);
  });
});

describe('the search', () => {
  it('finds people by parts of their names, their Telegram and their number', () => {
    expect(isNamed(person({}), 'берг анн')).toBe(true);
    expect(isNamed(person({}), '@ann_b')).toBe(true);
    expect(isNamed(person({}), '№ 7')).toBe(true);
    expect(isNamed(person({}), 'oleg')).toBe(false);
  });

  it('asks the server for names and numbers alone', () => {
    expect(['@ann_b', ' № 7', '#7', 'Анна Берг', ' '].map(soughtIn)).toEqual(['ann_b', '7', '7', 'Анна Берг', undefined]);
  });

  it('knows who is banned, and which masters take orders', () => {
    expect(isIn(person({ is_banned: true }), 'banned')).toBe(true);
    expect(isIn(person({ role: 'master' }), 'suspended')).toBe(true);
    expect(isIn(person({}), 'suspended')).toBe(false);
    expect(isIn(person({}), '')).toBe(true);
  });

  it('puts the riskiest first, and those of whom nothing is known last', () => {
    const risk = (id: number, risk_score: number) => person({ id, client_stats: { risk_score } as Person['client_stats'] });
    expect(sorted([person({ id: 1 }), risk(2, 10), risk(3, 80)], 'risk').map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe('a score set by hand', () => {
  const form = overrideForm(() => new Date('2026-11-23T08:00:00Z').getTime());
  const good = { score: '40', reason: 'Known from the old shop', expires_at: '2026-12-23T08:00' };
  const wrong = (fields: Partial<typeof good>) => form.safeParse({ ...good, ...fields }).error?.issues.map(({ path }) => path[0]);

  it('needs a number of the scale, a reason, and an end within a year', () => {
    expect(wrong({})).toBeUndefined();
    expect(wrong({ score: '101' })).toEqual(['score']);
    expect(wrong({ score: '4.5' })).toEqual(['score']);
    expect(wrong({ reason: '  ' })).toEqual(['reason']);
    expect(wrong({ expires_at: '2026-11-01T08:00' })).toEqual(['expires_at']);
    expect(wrong({ expires_at: '2028-11-01T08:00' })).toEqual(['expires_at']);
    expect(wrong({ expires_at: '' })).toEqual(['expires_at']);
  });
});
