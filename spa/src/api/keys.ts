/**
 * What is kept of the server's answers, and under which name. Frames of the live stream change what stands under these names
 * (see `live/apply.ts`), so a page that reads under them is live without doing anything.
 */
export const keys = {
  me: ['me'] as const,
  /** Whether people may make accounts for themselves. */
  registration: ['registration'] as const,
  myScore: ['my-score'] as const,
  dashboard: ['dashboard'] as const,
  /** What the flags say to the reader. */
  flags: ['flags'] as const,
  /** The flags themselves, which admins change. */
  featureFlags: ['feature-flags'] as const,
  sessions: ['sessions'] as const,
  secondStep: ['second-step'] as const,
  notifications: ['notifications'] as const,
  unread: ['unread'] as const,

  /** All lists of orders of the reader, whatever their filters. */
  orders: ['orders'] as const,
  myOrders: ['orders', 'my'] as const,
  activeOrders: ['orders', 'active'] as const,
  queue: ['orders', 'queue'] as const,

  anyOrder: ['order'] as const,
  /** Everything about one order begins with this. */
  order: (id: number) => ['order', id] as const,
  orderDetail: (id: number) => ['order', id, 'detail'] as const,
  timeline: (id: number) => ['order', id, 'timeline'] as const,
  messages: (id: number) => ['order', id, 'messages'] as const,
  readMarks: (id: number) => ['order', id, 'read-marks'] as const,
  reviews: (id: number) => ['order', id, 'reviews'] as const,
  sla: (id: number) => ['order', id, 'sla'] as const,

  /** The log of events, whatever its filters. */
  events: ['events'] as const,

  /** Everything of the admins' begins with this. */
  admin: ['admin'] as const,
};
