import { expect, it } from 'vitest';
import { forRoles, isNarrowed, rolesOf, type FeatureFlag } from './flags';

const flag: FeatureFlag = {
  id: 1, name: 'sla_watch', is_enabled: true, rollout_percentage: 100, scope: 'global', conditions: {}, users: [], created_at: '', updated_at: '',
};

it('limits a flag to roles and leaves its other conditions alone', () => {
  expect(forRoles({ country: 'nl', roles: ['client'] }, ['master'])).toEqual({ country: 'nl', roles: ['master'] });
  expect(forRoles({ country: 'nl', roles: ['client'] }, [])).toEqual({ country: 'nl' });
  expect(forRoles('nonsense', [])).toEqual({});
  expect(rolesOf({ conditions: { roles: ['client', 'king'] } })).toEqual(['client']);
});

it('says that a switch which is meant for some is off', () => {
  expect(isNarrowed(flag)).toBe(false);
  expect(isNarrowed({ ...flag, rollout_percentage: 0 })).toBe(true);
  expect(isNarrowed({ ...flag, scope: 'per_user' })).toBe(true);
  expect(isNarrowed({ ...flag, conditions: { roles: ['admin'] } })).toBe(true);
  expect(isNarrowed({ ...flag, is_enabled: false, rollout_percentage: 0 })).toBe(false);
});
