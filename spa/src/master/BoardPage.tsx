import HandymanRounded from '@mui/icons-material/HandymanRounded';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { Board } from './Board';
import { FinishedOrders } from './FinishedOrders';

/** What a master works on. */
export function BoardPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.activeOrders, queryFn: () => ask(api.GET('/appointments/active/')) });
  return (
    <Page title={t('board.title')} subtitle={query.data && t('board.count', { count: query.data.length })} width={1600}>
      <FinishedOrders />
      <Loaded query={query} skeleton={<ListSkeleton rows={4} height={132} />}>
        {(orders) =>
          orders.length ? (
            <Board orders={orders} />
          ) : (
            <EmptyState
              icon={<HandymanRounded />}
              title={t('board.empty')}
              text={t('board.emptyText')}
              action={
                <Button component={Link} to="/queue" variant="contained">
                  {t('board.toQueue')}
                </Button>
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}
