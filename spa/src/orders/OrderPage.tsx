import LockPersonOutlined from '@mui/icons-material/LockPersonOutlined';
import ReplayRounded from '@mui/icons-material/ReplayRounded';
import Alert from '@mui/material/Alert';
import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { Failure } from '../api/failure';
import { Chat } from '../chat/Chat';
import { NotFoundPage } from '../app/FallbackPages';
import { orderTopic, type Order } from '../live/frames';
import { useTopics } from '../live/live';
import { useCan, useMe } from '../session/session';
import { Page } from '../ui/Page';
import { StatusChip } from '../ui/chips';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { DeviceSection } from './DeviceSection';
import { PaymentPanel } from './PaymentPanel';
import { Promises } from './Promises';
import { Reviews } from './Reviews';
import { StatusStepper } from './StatusStepper';
import { Timeline } from './Timeline';
import { TurnCard } from './TurnCard';
import { useOrder } from './order';
import { isFinal, sideOf } from './steps';

const HOME_OF = { client: '/orders', master: '/board', admin: '/admin/appointments' };

/** Everything about one order, for both of its sides and for admins. */
export function OrderPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const user = useMe();
  const order = useOrder(id);
  useTopics(Number.isInteger(id) ? orderTopic(id) : '');

  if (!Number.isInteger(id)) {
    return <NotFoundPage />;
  }
  // Somebody else has taken it: what is kept of it is no longer the reader's to see.
  if (order.error instanceof Failure && order.error.status === 403) {
    return (
      <EmptyState
        isPage
        icon={<LockPersonOutlined />}
        title={t('order.notYours')}
        text={t('order.notYoursText')}
        action={
          <Button component={Link} to="/" variant="contained">
            {t('app.home')}
          </Button>
        }
      />
    );
  }
  return (
    <Loaded query={order} skeleton={<OrderSkeleton />}>
      {(it) => (
        <Page
          title={`${it.brand} ${it.model}`}
          subtitle={
            <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
              {t('order.number', { id: it.id })} <StatusChip status={it.status} />
            </Stack>
          }
          back={it.status === 'NEW' && user.role === 'master' ? '/' : HOME_OF[user.role]}
          width={1280}
          actions={
            isFinal(it.status) &&
            sideOf(it, user) === 'client' &&
            user.role === 'client' && (
              <Button component={Link} to={`/orders/new?repeat=${it.id}`} variant="outlined" startIcon={<ReplayRounded />}>
                {t('order.repeat')}
              </Button>
            )
          }
        >
          <Layout key={it.id} order={it} />
        </Page>
      )}
    </Loaded>
  );
}

/**
 * The chat is beside the order where there is room, and behind a tab where there is not. Either way it is the same chat and the same order, so that nothing
 * chosen or being sent is lost when a phone is turned.
 */
function Layout({ order }: { order: Order }) {
  const { t } = useTranslation();
  const can = useCan();
  const user = useMe();
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('lg'), { noSsr: true });
  const [query, setQuery] = useSearchParams();
  const [files, setFiles] = useState<File[]>([]);
  const hasChat = user.role !== 'admin' || can('chat.read');
  const tab = hasChat && query.get('tab') === 'chat' ? 'chat' : 'order';
  const hasTabs = hasChat && !isWide;
  const panel = (name: 'order' | 'chat') => (hasTabs ? { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` } : {});

  return (
    <>
      {hasTabs && (
        <Tabs
          value={tab}
          variant="fullWidth"
          onChange={(_, next: string) => setQuery(next === 'chat' ? { tab: 'chat' } : {}, { replace: true })}
          sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}
        >
          <Tab value="order" label={t('order.tab')} id="tab-order" aria-controls="panel-order" />
          <Tab
            value="chat"
            id="tab-chat"
            aria-controls="panel-chat"
            label={
              <Badge color="error" badgeContent={tab === 'chat' ? 0 : order.unread_count} sx={{ '& .MuiBadge-badge': { right: -14, top: 10 } }}>
                {t('order.chat')}
              </Badge>
            }
          />
        </Tabs>
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: hasChat ? 'minmax(0, 1fr) minmax(360px, 420px)' : 'minmax(0, 1fr)' }, gap: 2.5, alignItems: 'start' }}>
        <Box {...panel('order')} sx={{ display: hasTabs && tab === 'chat' ? 'none' : undefined, minWidth: 0 }}>
          <Content order={order} />
        </Box>
        {hasChat && (isWide || tab === 'chat') && (
          <Card
            role="complementary"
            aria-label={isWide ? t('order.chat') : undefined}
            {...panel('chat')}
            sx={{
              display: 'flex',
              flexDirection: 'column',
              overflow: 'hidden',
              position: { lg: 'sticky' },
              top: { lg: 84 },
              minHeight: { xs: 360, lg: 0 },
              height: { xs: 'calc(100dvh - 310px)', md: 'calc(100dvh - 240px)', lg: 'calc(100dvh - 108px)' },
            }}
          >
            <Chat order={order} files={files} onFiles={setFiles} />
          </Card>
        )}
      </Box>
    </>
  );
}

function Content({ order }: { order: Order }) {
  const { t } = useTranslation();
  const isJustFiled = (useLocation().state as { filed?: boolean } | null)?.filed === true;
  return (
    <Stack sx={{ gap: 2, minWidth: 0 }}>
      {isJustFiled && order.status === 'NEW' && <Alert severity="success">{t('order.justFiled')}</Alert>}
      <Card>
        <CardContent sx={{ px: { xs: 1, sm: 2 }, '&:last-child': { pb: 2 } }}>
          <StatusStepper order={order} />
        </CardContent>
      </Card>
      <TurnCard order={order} />
      <Reviews order={order} />
      <PaymentPanel order={order} />
      <DeviceSection order={order} />
      <Promises order={order} />
      <Timeline order={order} />
    </Stack>
  );
}

function OrderSkeleton() {
  return (
    <Box sx={{ maxWidth: 1280, mx: 'auto' }}>
      <Skeleton variant="rounded" width={260} height={36} sx={{ mb: 1 }} />
      <Skeleton variant="rounded" width={160} height={22} sx={{ mb: 2.5 }} />
      <ListSkeleton rows={4} height={120} />
    </Box>
  );
}
