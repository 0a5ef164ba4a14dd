import AssignmentTurnedInOutlined from '@mui/icons-material/AssignmentTurnedInOutlined';
import BuildOutlined from '@mui/icons-material/BuildOutlined';
import EngineeringOutlined from '@mui/icons-material/EngineeringOutlined';
import FiberNewOutlined from '@mui/icons-material/FiberNewOutlined';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import PersonOutlineRounded from '@mui/icons-material/PersonOutlineRounded';
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
import { EventTicker } from './overview/EventTicker';
import { FirstSteps } from './overview/FirstSteps';
import { StatCard } from './overview/StatCard';
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
                <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'repeat(2, 1fr)', md: 'repeat(3, 1fr)', xl: 'repeat(6, 1fr)' } }}>
                  <StatCard icon={<FiberNewOutlined />} label={t('overview.new')} value={counts.appointments_new} to="/admin/appointments?status=NEW" />
                  <StatCard icon={<BuildOutlined />} label={t('overview.active')} value={counts.appointments_active} to="/admin/appointments" />
                  <StatCard
                    icon={<PaymentsOutlined />}
                    label={t('overview.payments')}
                    value={counts.payments_waiting_confirmation}
                    to="/admin/appointments?status=PAYMENT_PROOF_UPLOADED"
                    tone={counts.payments_waiting_confirmation > 0 ? 'warning' : 'primary'}
                  />
                  <StatCard
                    icon={<AssignmentTurnedInOutlined />}
                    label={t('overview.completed')}
                    value={counts.appointments_completed}
                    to="/admin/appointments?status=COMPLETED"
                  />
                  <StatCard icon={<EngineeringOutlined />} label={t('nav.masters')} value={counts.masters_total} to="/admin/masters" />
                  <StatCard icon={<PersonOutlineRounded />} label={t('nav.clients')} value={counts.clients_total} to="/admin/clients" />
                </Box>
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
