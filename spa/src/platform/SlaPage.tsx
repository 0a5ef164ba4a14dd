import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { OrdersTable } from '../admin/appointments/OrdersTable';
import { useAdminLive } from '../admin/useAdminLive';
import { api, askPage } from '../api/client';
import { LoadMore } from '../ui/LoadMore';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';

const VIEWS = ['overdue', 'soon', 'missed'] as const;
const SOON = 2 * 3_600_000;

/** Promised times: what is late now, what will be soon, what was. */
export function SlaPage() {
  const { t } = useTranslation();
  useAdminLive();
  const [{ view }, change] = useUrlState({ view: 'overdue' });
  const list = useInfiniteQuery({
    queryKey: ['admin', 'sla', view],
    queryFn: ({ pageParam }) => askPage(api.GET('/admin/appointments/', { params: { query: { ...filterOf(view), limit: 50, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    // Time alone makes orders late.
    refetchInterval: 60_000,
  });
  const orders = list.data?.pages.flatMap(({ items }) => items);

  return (
    <Page title={t('nav.sla')} subtitle={t('sla.text')} width={1440}>
      <ToggleButtonGroup exclusive size="small" value={view} onChange={(_, chosen) => chosen && change({ view: chosen })} aria-label={t('nav.sla')} sx={{ mb: 2 }}>
        {VIEWS.map((each) => (
          <ToggleButton key={each} value={each} sx={{ px: 2, textTransform: 'none' }}>
            {t(`sla.view.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Loaded query={{ ...list, data: orders }} skeleton={<ListSkeleton rows={6} height={44} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<EventAvailableOutlined />} title={t('sla.calm')} text={t('sla.calmText')} />
          ) : (
            <OrdersTable orders={all} chosen={null} onChoose={() => undefined} />
          )
        }
      </Loaded>
      <LoadMore list={list} />
    </Page>
  );
}

function filterOf(view: string) {
  switch (view) {
    case 'soon':
      return { due_before: new Date(Date.now() + SOON).toISOString(), ordering: 'deadline' as const };
    case 'missed':
      return { sla_breached: true };
    default:
      return { due_before: new Date().toISOString(), ordering: 'deadline' as const };
  }
}
