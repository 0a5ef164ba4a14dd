import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deadlineOf } from '../orders/deadline';
import { useCan } from '../session/session';
import { Page } from '../ui/Page';
import { ListSkeleton, Loaded } from '../ui/states';
import { dashboard, urgentOrders, waitingPayments } from './attention';
import { AttentionList } from './overview/AttentionList';
import { BacklogCards } from './overview/BacklogCards';
import { EventTicker } from './overview/EventTicker';
import { FirstSteps } from './overview/FirstSteps';
import { TodayCards } from './overview/TodayCards';
import { useAdminLive } from './useAdminLive';

/** What goes on in the shop, and what needs somebody. */
export function OverviewPage() {
  const { t } = useTranslation();
  const can = useCan();
  const refetchInterval = useAdminLive();
  const figures = useQuery({ ...dashboard, refetchInterval });
  const payments = useQuery({ ...waitingPayments, refetchInterval, enabled: can('appointments.read') });
  const urgent = useQuery({ ...urgentOrders, enabled: can('appointments.read') });

  return (
    <Page title={t('nav.overview')} width={1320}>
      <Stack spacing={2.5}>
        <Loaded query={figures} skeleton={<ListSkeleton rows={1} height={104} />}>
          {({ counts }) =>
            'users_total' in counts && (
              <>
                <FirstSteps masters={counts.masters_total} orders={counts.appointments_total} />
                {can('metrics.read') && <TodayCards />}
                {can('appointments.read') && <BacklogCards fresh={counts.appointments_new} payments={counts.payments_waiting_confirmation} />}
              </>
            )
          }
        </Loaded>
        <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' }, alignItems: 'start' }}>
          {can('appointments.read') && (
            <Stack spacing={2.5}>
              <AttentionList
                title={t('overview.deadlines')}
                query={urgent}
                calm={t('overview.deadlinesCalm')}
                all="/admin/sla"
                when={(order) => deadlineOf(order)?.until ?? order.updated_at}
              />
              <AttentionList
                title={t('overview.stuckPayments')}
                query={payments}
                calm={t('overview.paymentsCalm')}
                all="/admin/appointments?status=PAYMENT_PROOF_UPLOADED&ordering=updated_at"
                when={(order) => order.payment_marked_at ?? order.updated_at}
              />
            </Stack>
          )}
          {can('events.read') && <EventTicker />}
        </Box>
      </Stack>
    </Page>
  );
}
