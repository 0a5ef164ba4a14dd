import type { Me } from '../session/session';

type Visitor = Pick<Me['user'], 'role' | 'permissions'>;

/** Who may go somewhere; everybody who is signed in, where nothing is said. */
export type Access = { role?: Me['user']['role']; permission?: string };

/** By address. What lies below has the same, unless it has an entry of its own. */
const ACCESS: Record<string, Access> = {
  '/orders': { role: 'client' },
  '/orders/new': { role: 'client' },
  // The server says whose each is.
  '/orders/:id': {},
  '/queue': { role: 'master' },
  '/board': { role: 'master' },
  '/score': { role: 'master' },
  '/reviews': { role: 'master' },
  '/admin/appointments': { role: 'admin', permission: 'appointments.read' },
  '/admin/users': { role: 'admin', permission: 'users.read' },
  '/admin/clients': { role: 'admin', permission: 'users.read' },
  '/admin/masters': { role: 'admin', permission: 'users.read' },
  '/admin/sla': { role: 'admin', permission: 'appointments.read' },
  '/admin/metrics': { role: 'admin', permission: 'metrics.read' },
  '/admin/rules': { role: 'admin', permission: 'rules.read' },
  '/admin/events': { role: 'admin', permission: 'events.read' },
  '/admin/flags': { role: 'admin', permission: 'flags.read' },
  '/admin/webhooks': { role: 'admin', permission: 'system.read' },
  '/admin/audit': { role: 'admin', permission: 'audit.read' },
  '/admin/system': { role: 'admin', permission: 'system.read' },
  '/django-admin': { role: 'admin', permission: 'data.read' },
};

/** @param path as in the table of pages, such as `/admin/users/:id` */
export function mayVisit({ role, permissions }: Visitor, path: string): boolean {
  const access = accessOf(path);
  return (!access.role || access.role === role) && (!access.permission || permissions.includes(access.permission));
}

function accessOf(path: string): Access {
  const above = path.slice(0, path.lastIndexOf('/'));
  return ACCESS[path] ?? (above ? accessOf(above) : {});
}
