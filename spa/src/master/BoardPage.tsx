import HandymanRounded from '@mui/icons-material/HandymanRounded';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { Board } from './Board';
import { isToBeReviewed, useFinishedOrders } from './finished';
import { FinishedOrders } from './FinishedOrders';

/** What a master works on, and what they are done with. */
export function BoardPage() {
  const { t } = useTranslation();
  const [{ view }, change] = useUrlState({ view: '' });
  const active = useQuery({ queryKey: keys.activeOrders, queryFn: () => ask(api.GET('/appointments/active/')) });
  const finished = useFinishedOrders();
  const isFinished = view === 'finished';
  const toReview = finished.data?.pages.flatMap(({ items }) => items).filter(isToBeReviewed).length ?? 0;
  return (
    <Page
      title={t(isFinished ? 'finished.title' : 'board.title')}
      subtitle={isFinished ? t('finished.text') : active.data && t('board.count', { count: active.data.length })}
      width={1600}
    >
      <ToggleButtonGroup exclusive size="small" value={view} onChange={(_, chosen: string | null) => chosen !== null && change({ view: chosen })} aria-label={t('nav.board')} sx={{ mb: 2.5 }}>
        <ToggleButton value="" sx={{ px: 2, textTransform: 'none' }}>
          {t('board.title')}
        </ToggleButton>
        <ToggleButton value="finished" sx={{ px: 2, textTransform: 'none' }}>
          {toReview > 0 ? `${t('finished.title')} · ${t('finished.toReview', { count: toReview })}` : t('finished.title')}
        </ToggleButton>
      </ToggleButtonGroup>
      {isFinished ? (
        <FinishedOrders query={finished} />
      ) : (
        <Loaded query={active} skeleton={<ListSkeleton rows={4} height={132} />}>
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
      )}
    </Page>
  );
}
