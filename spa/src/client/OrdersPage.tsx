import AddRounded from '@mui/icons-material/AddRounded';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import SearchOffRounded from '@mui/icons-material/SearchOffRounded';
import SearchRounded from '@mui/icons-material/SearchRounded';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import InputAdornment from '@mui/material/InputAdornment';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Order } from '../live/frames';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
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
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query.get('status'));
  const search = query.get('q') ?? '';
  const found = chosen(orders, filter, search);
  const look = (name: 'status' | 'q', value: string) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );

  return (
    <Stack sx={{ gap: 2 }}>
      <TextField
        type="search"
        size="small"
        value={search}
        onChange={(event) => look('q', event.target.value)}
        placeholder={t('my.search')}
        slotProps={{
          htmlInput: { 'aria-label': t('do.search') },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchRounded />
              </InputAdornment>
            ),
          },
        }}
        sx={{ bgcolor: 'background.paper', borderRadius: 1 }}
      />
      <Stack direction="row" role="group" aria-label={t('my.filter')} sx={{ gap: 1, flexWrap: 'wrap' }}>
        {FILTERS.map((one) => (
          <Chip
            key={one}
            label={`${t(`my.filter.${one}`)} · ${chosen(orders, one).length}`}
            aria-pressed={one === filter}
            color={one === filter ? 'primary' : 'default'}
            variant={one === filter ? 'filled' : 'outlined'}
            onClick={() => look('status', one === 'all' ? '' : one)}
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
          action={<Button onClick={() => setQuery({}, { replace: true })}>{t('my.showAll')}</Button>}
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
