import type { Schemas } from '../../api/client';

export type AdminRole = Schemas['AdminRole'];

/** From the least to the most that can be given. */
export const ADMIN_ROLES: AdminRole[] = ['super_admin', 'operations', 'finance', 'support', 'analyst'];

/** What each sub-role may do, as docs/permissions.md says; a test compares the two. */
export const GRANTS = {
  'appointments.read': ['super_admin', 'operations', 'finance', 'support', 'analyst'],
  'appointments.override': ['super_admin', 'operations'],
  'payments.confirm': ['super_admin', 'operations', 'finance'],
  'chat.read': ['super_admin', 'operations', 'support'],
  'chat.write': ['super_admin', 'operations', 'support'],
  'chat.moderate': ['super_admin', 'operations', 'support'],
  'users.read': ['super_admin', 'operations', 'finance', 'support', 'analyst'],
  'users.ban': ['super_admin', 'operations', 'support'],
  'users.role': ['super_admin', 'operations'],
  'masters.manage': ['super_admin', 'operations'],
  'scores.override': ['super_admin', 'operations'],
  'rules.read': ['super_admin', 'operations', 'analyst'],
  'rules.write': ['super_admin'],
  'flags.read': ['super_admin', 'operations', 'analyst'],
  'flags.write': ['super_admin'],
  'settings.read': ['super_admin', 'operations', 'finance'],
  'settings.write': ['super_admin'],
  'system.read': ['super_admin', 'operations'],
  'system.run': ['super_admin'],
  'events.read': ['super_admin', 'operations', 'analyst'],
  'metrics.read': ['super_admin', 'operations', 'finance', 'support', 'analyst'],
  'audit.read': ['super_admin'],
  'data.read': ['super_admin'],
} satisfies Record<string, AdminRole[]>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

export function permissionsOf(role: AdminRole): Permission[] {
  return PERMISSIONS.filter((permission) => (GRANTS[permission] as AdminRole[]).includes(role));
}

/** Superusers may do everything, whatever their sub-role. */
export function holds({ is_superuser, admin_role }: { is_superuser: boolean; admin_role: AdminRole | null }, permission: Permission): boolean {
  return is_superuser || (admin_role !== null && permissionsOf(admin_role).includes(permission));
}

/** Nobody gives, or takes, what they lack. */
export function isWithin(role: AdminRole, own: string[]): boolean {
  return permissionsOf(role).every((permission) => own.includes(permission));
}
