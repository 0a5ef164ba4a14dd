import { expect, it } from 'vitest';
import { mayVisit } from './access';

const client = { role: 'client', permissions: [] } as const;
const master = { role: 'master', permissions: [] } as const;
const support = { role: 'admin', permissions: ['users.read'] } as const;

it.each([
  [client, '/orders', true],
  [client, '/orders/new', true],
  [master, '/orders/new', false],
  [master, '/orders/:id', true],
  [support, '/orders/:id', true],
  [client, '/board', false],
  [master, '/board', true],
  [support, '/profile', true],
  [support, '/admin/users', true],
  [support, '/admin/users/:id', true],
  [support, '/admin/rules/:id', false],
  [support, '/django-admin/:table/:key', false],
  [{ role: 'client', permissions: ['users.read'] } as const, '/admin/users/:id', false],
])('%j may go to %s: %s', ({ role, permissions }, path, may) => {
  expect(mayVisit({ role, permissions: [...permissions] }, path)).toBe(may);
});
