import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Order } from '../live/frames';
import { reviewsOf } from '../orders/order';
import { useMe } from '../session/session';
import { Page } from '../ui/Page';
import { ListSkeleton, Loaded } from '../ui/states';
import { DueCard } from './DueCard';
import { HowItWorks } from './HowItWorks';
import { OrderCards } from './OrderCard';
import { chosen, dueNow, mineFirst, useMyOrders } from './myOrders';

/** So many of those that are over. */
const LATEST = 2;

/** Where a client begins: what to do now, and how the orders are getting on. */
export function HomePage() {
  const { t } = useTranslation();
  const { first_name, username } = useMe();
  const orders = useMyOrders();
  return (
    <Page title={t('home.hello', { name: first_name || username })} width={960}>
      <Loaded query={orders} skeleton={<ListSkeleton rows={3} height={132} />}>
        {(all) => <Content orders={all} />}
      </Loaded>
    </Page>
  );
}

function Content({ orders }: { orders: Order[] }) {
  const { t } = useTranslation();
  const user = useMe();
  const active = chosen(orders, 'active');
  const over = orders.filter((order) => !active.includes(order)).slice(0, LATEST);
  const latest = orders.find(({ status }) => status === 'COMPLETED');
  const reviews = useQuery({ ...reviewsOf(latest?.id ?? 0), enabled: !!latest });
  const isUnreviewed = reviews.data && !reviews.data.some(({ author }) => author === user.id);
  return (
    <Stack sx={{ gap: 3 }}>
      <DueCard due={dueNow(orders, latest && isUnreviewed ? latest : null)} />
      {orders.length === 0 && <HowItWorks />}
      {active.length > 0 && (
        <section>
          <Heading title={t('home.active')} />
          <OrderCards orders={mineFirst(active)} />
        </section>
      )}
      {over.length > 0 && (
        <section>
          <Heading title={t('home.over')}>
            <Button component={Link} to="/orders">
              {t('home.all')}
            </Button>
          </Heading>
          <OrderCards orders={over} />
        </section>
      )}
    </Stack>
  );
}

function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', minHeight: 40, mb: 1 }}>
      <Typography variant="h2">{title}</Typography>
      {children}
    </Stack>
  );
}
