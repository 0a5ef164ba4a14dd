import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { Route, Routes } from 'react-router';
import { addTexts } from '../i18n/i18n';
import { NotFoundPage } from './FallbackPages';
import { Guest, Home, SignedInOnly } from './gates';

/** A page is loaded when somebody goes there. */
function page(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }));
}

/** One of those with many texts, which nobody else reads. */
function platformPage(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return page(async () => (await Promise.all([load(), addTexts('platform')]))[0]);
}

const GUESTS = {
  '/login': page(async () => (await import('../session/LoginPage')).LoginPage),
  '/register': page(async () => (await import('../session/RegisterPage')).RegisterPage),
  '/setup': page(async () => (await import('../session/SetupPage')).SetupPage),
};

const DataPage = platformPage(async () => (await import('../platform/DataPage')).DataPage);

const MEMBERS = {
  '/profile': page(async () => (await import('../profile/ProfilePage')).ProfilePage),
  '/notifications': page(async () => (await import('../notifications/NotificationsPage')).NotificationsPage),
  '/orders': page(async () => (await import('../client/OrdersPage')).OrdersPage),
  '/orders/new': page(async () => (await import('../client/NewOrderPage')).NewOrderPage),
  '/orders/:id': page(async () => (await import('../orders/OrderPage')).OrderPage),
  '/queue': page(async () => (await import('../master/QueuePage')).QueuePage),
  '/board': page(async () => (await import('../master/BoardPage')).BoardPage),
  '/score': page(async () => (await import('../master/ScorePage')).ScorePage),
  '/reviews': page(async () => (await import('../master/ReviewsPage')).ReviewsPage),
  '/admin/appointments': page(async () => (await import('../admin/AppointmentsPage')).AppointmentsPage),
  '/admin/users': page(async () => (await import('../admin/UsersPage')).UsersPage),
  '/admin/users/:id': page(async () => (await import('../admin/UserPage')).UserPage),
  '/admin/clients': page(async () => (await import('../admin/ClientsPage')).ClientsPage),
  '/admin/masters': page(async () => (await import('../admin/MastersPage')).MastersPage),
  '/admin/rules': platformPage(async () => (await import('../platform/RulesPage')).RulesPage),
  '/admin/rules/:id': platformPage(async () => (await import('../platform/RulePage')).RulePage),
  '/admin/events': platformPage(async () => (await import('../platform/EventsPage')).EventsPage),
  '/admin/flags': platformPage(async () => (await import('../platform/FlagsPage')).FlagsPage),
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
          <Route key={path} path={path} element={<Content />} />
        ))}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
