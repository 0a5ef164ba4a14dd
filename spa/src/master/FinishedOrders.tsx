import TaskAltRounded from '@mui/icons-material/TaskAltRounded';
import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '../ui/LoadMore';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { byReview, type useFinishedOrders } from './finished';
import { FinishedCard } from './FinishedCard';

/** What a master is done with; what is still to be done about it comes first. */
export function FinishedOrders({ query }: { query: ReturnType<typeof useFinishedOrders> }) {
  const { t } = useTranslation();
  return (
    <Loaded query={query} skeleton={<ListSkeleton rows={4} height={132} />}>
      {({ pages }) => {
        const orders = byReview(pages.flatMap(({ items }) => items));
        return orders.length === 0 ? (
          <EmptyState icon={<TaskAltRounded />} title={t('finished.empty')} text={t('finished.emptyText')} />
        ) : (
          <>
            <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(3, minmax(0, 1fr))' } }}>
              {orders.map((order) => (
                <FinishedCard key={order.id} order={order} />
              ))}
            </Box>
            <LoadMore list={query} />
          </>
        );
      }}
    </Loaded>
  );
}
