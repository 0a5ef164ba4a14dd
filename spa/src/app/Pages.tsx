import type { ComponentType } from 'react';
import { Route, Routes } from 'react-router';
import { addTexts } from '../i18n/i18n';
import { onVisit } from '../ui/onVisit';
import { NotFoundPage } from './FallbackPages';
import { Allowed, Guest, Home, SignedInOnly } from './gates';

/** One of those with many texts, which nobody else reads. */
function platformPage(load: () => Promise<ComponentType>): ComponentType {
  return onVisit(async () => (await Promise.all([load(), addTexts('platform')]))[0]);
}

const GUESTS = {
  '/login': onVisit(async () => (await import('../session/LoginPage')).LoginPage),
  '/register': onVisit(async () => (await import('../session/RegisterPage')).RegisterPage),
  '/setup': onVisit(async () => (await import('../session/SetupPage')).SetupPage),
};

const DataPage = platformPage(async () => (await import('../platform/DataPage')).DataPage);

const MEMBERS = {
  '/profile': onVisit(async () => (await import('../profile/ProfilePage')).ProfilePage),
  '/notifications': onVisit(async () => (await import('../notifications/NotificationsPage')).NotificationsPage),
  '/orders': onVisit(async () => (await import('../client/OrdersPage')).OrdersPage),
  '/orders/new': onVisit(async () => (await import('../client/NewOrderPage')).NewOrderPage),
  '/orders/:id': onVisit(async () => (await import('../orders/OrderPage')).OrderPage),
  '/queue': onVisit(async () => (await import('../master/QueuePage')).QueuePage),
  '/board': onVisit(async () => (await import('../master/BoardPage')).BoardPage),
  '/score': onVisit(async () => (await import('../master/ScorePage')).ScorePage),
  '/reviews': onVisit(async () => (await import('../master/ReviewsPage')).ReviewsPage),
  '/admin/appointments': onVisit(async () => (await import('../admin/AppointmentsPage')).AppointmentsPage),
  '/admin/users': onVisit(async () => (await import('../admin/UsersPage')).UsersPage),
  '/admin/users/:id': onVisit(async () => (await import('../admin/UserPage')).UserPage),
  '/admin/clients': onVisit(async () => (await import('../admin/ClientsPage')).ClientsPage),
  '/admin/masters': onVisit(async () => (await import('../admin/MastersPage')).MastersPage),
  '/admin/rules': platformPage(async () => (await import('../platform/RulesPage')).RulesPage),
  '/admin/rules/:id': platformPage(async () => (await import('../platform/RulePage')).RulePage),
  '/admin/events': platformPage(async () => (await import('../platform/EventsPage')).EventsPage),
  '/admin/flags': platformPage(async () => (await import('../platform/FlagsPage')).FlagsPage),
  '/admin/webhooks': platformPage(async () => (await import('../platform/WebhooksPage')).WebhooksPage),
  '/admin/metrics': platformPage(async () => (await import('../platform/MetricsPage')).MetricsPage),
  '/admin/sla': platformPage(async () => (await import('../platform/SlaPage')).SlaPage),
  '/admin/audit': platformPage(async () => (await import('../platform/AuditPage')).AuditPage),
  '/admin/system': platformPage(async () => (await import('../platform/SystemPage')).SystemPage),
  '/django-admin': DataPage,
  '/django-admin/:table': DataPage,
  '/django-admin/:table/:key': DataPage,
};

/** Every address of the application. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Guest />}>
        {Object.entries(GUESTS).map(([path, Content]) => (
          <Route key={path} path={path} element={<Content />} />
        ))}
      </Route>
      <Route element={<SignedInOnly />}>
        <Route path="/" element={<Home />} />
        {Object.entries(MEMBERS).map(([path, Content]) => (
          <Route key={path} path={path} element={<Allowed to={path} page={Content} />} />
        ))}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
