import AddRounded from '@mui/icons-material/AddRounded';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import SearchOffRounded from '@mui/icons-material/SearchOffRounded';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Order } from '../live/frames';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { OrderCards } from './OrderCard';
import { chosen, filterOf, FILTERS, useMyOrders } from './myOrders';

/** All orders of a client; what is looked for is in the address. */
export function OrdersPage() {
  const { t } = useTranslation();
  const orders = useMyOrders();
  return (
    <Page
      title={t('nav.orders')}
      width={960}
      actions={
        !!orders.data?.length && (
          <Button component={Link} to="/orders/new" variant="contained" startIcon={<AddRounded />}>
            {t('new.title')}
          </Button>
        )
      }
    >
      <Loaded query={orders} skeleton={<ListSkeleton rows={4} height={132} />}>
        {(all) => (all.length > 0 ? <Results orders={all} /> : <Nothing />)}
      </Loaded>
    </Page>
  );
}

function Results({ orders }: { orders: Order[] }) {
  const { t } = useTranslation();
  const [search, change, reset] = useUrlState({ status: '', q: '' });
  const filter = filterOf(search.status);
  const found = chosen(orders, filter, search.q);
  return (
    <Stack sx={{ gap: 2 }}>
      <SearchField label={t('my.search')} value={search.q} onChange={(text) => change({ q: text })} sx={{ bgcolor: 'background.paper', borderRadius: 1 }} />
      <Stack direction="row" role="group" aria-label={t('my.filter')} sx={{ gap: 1, flexWrap: 'wrap' }}>
        {FILTERS.map((one) => (
          <Chip
            key={one}
            label={`${t(`my.filter.${one}`)} · ${chosen(orders, one).length}`}
            aria-pressed={one === filter}
            color={one === filter ? 'primary' : 'default'}
            variant={one === filter ? 'filled' : 'outlined'}
            onClick={() => change({ status: one === 'all' ? '' : one })}
          />
        ))}
      </Stack>
      {found.length > 0 ? (
        <OrderCards orders={found} />
      ) : (
        <EmptyState
          icon={<SearchOffRounded />}
          title={t('my.notFound')}
          text={t('my.notFoundText')}
          action={<Button onClick={reset}>{t('my.showAll')}</Button>}
        />
      )}
    </Stack>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<InboxOutlined />}
      title={t('my.empty')}
      text={t('my.emptyText')}
      action={
        <Button component={Link} to="/orders/new" variant="contained" startIcon={<AddRounded />}>
          {t('due.first.do')}
        </Button>
      }
    />
  );
}
