import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { useQuery } from '@tanstack/react-query';
import { Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { api, ask } from '../api/client';
import { addTexts } from '../i18n/i18n';
import { useMe, useSession, type SentHere } from '../session/session';
import { onVisit } from '../ui/onVisit';
import { ErrorState } from '../ui/states';
import { mayVisit } from './access';
import { NotFoundPage } from './FallbackPages';

const ClientHome = onVisit(async () => (await import('../client/HomePage')).HomePage);
const MasterHome = onVisit(async () => (await import('../master/QueuePage')).QueuePage);
const AdminHome = onVisit(async () => (await import('../admin/OverviewPage')).OverviewPage);

/** All there is around the pages of those who are signed in, once there are the texts for it. */
export async function loadMembers() {
  return (await Promise.all([import('./Members'), addTexts('members')]))[0].Members;
}
const ForMembers = onVisit(loadMembers);
const ForAdmins = onVisit(async () => (await Promise.all([loadMembers(), addTexts('admins')]))[0]);

function Waiting() {
  const { t } = useTranslation();
  return (
    <Box sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center' }}>
      <CircularProgress aria-label={t('app.loading')} />
    </Box>
  );
}

/** For those who are signed in; others sign in first, and come back. Whoever has left on purpose is done here. */
export function SignedInOnly() {
  const { me, gone, error, retry } = useSession();
  const location = useLocation();
  if (me === null) {
    const sent: SentHere = { from: location.pathname + location.search, ended: gone?.why === 'ended', account: gone?.who };
    return <Navigate to="/login" replace state={gone?.why === 'left' ? null : sent} />;
  }
  if (me === undefined) {
    return error ? <ErrorState error={error} onRetry={retry} /> : <Waiting />;
  }
  return <Suspense fallback={<Waiting />}>{me.user.role === 'admin' ? <ForAdmins /> : <ForMembers />}</Suspense>;
}

/** For those who are not signed in; an installation without an admin begins with the first one. */
export function Guest() {
  const { me } = useSession();
  const location = useLocation();
  const status = useQuery({ queryKey: ['bootstrap'], queryFn: () => ask(api.GET('/auth/bootstrap-status/')), enabled: me === null });
  if (me) {
    const sent = location.state as SentHere | null;
    // Somebody else does not go on where the one before has been.
    return <Navigate to={sent && (!sent.account || sent.account === me.user.id) ? sent.from : '/'} replace />;
  }
  if (me === undefined || status.isPending) {
    return <Waiting />;
  }
  if (status.error) {
    return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  }
  const isSetup = location.pathname === '/setup';
  if (status.data.requires_setup !== isSetup) {
    return <Navigate to={isSetup ? '/login' : '/setup'} replace state={location.state} />;
  }
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

/** A page for those who may go there; to others it is as if there were none. */
export function Allowed({ to, page: Page }: { to: string; page: ComponentType }) {
  return mayVisit(useMe(), to) ? <Page /> : <NotFoundPage />;
}

/** What a role sees first. */
export function Home() {
  const { role } = useMe();
  return role === 'client' ? <ClientHome /> : role === 'master' ? <MasterHome /> : <AdminHome />;
}
