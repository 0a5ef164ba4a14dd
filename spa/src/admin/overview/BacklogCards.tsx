import AlarmRounded from '@mui/icons-material/AlarmRounded';
import BuildOutlined from '@mui/icons-material/BuildOutlined';
import HourglassEmptyRounded from '@mui/icons-material/HourglassEmptyRounded';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { number } from '../../ui/format';
import { ListSkeleton, Loaded } from '../../ui/states';
import { backlog } from '../attention';
import { CardRow } from './CardRow';
import { StatCard } from './StatCard';

/** What lies on the table now. */
export function BacklogCards({ fresh, payments }: { fresh: number; payments: number }) {
  const { t } = useTranslation();
  const query = useQuery(backlog);
  return (
    <CardRow title={t('overview.now')}>
      <StatCard icon={<HourglassEmptyRounded />} label={t('overview.waiting')} value={number(fresh)} to="/admin/appointments?status=NEW" />
      <StatCard
        icon={<PaymentsOutlined />}
        label={t('overview.payments')}
        value={number(payments)}
        to="/admin/appointments?status=PAYMENT_PROOF_UPLOADED"
        tone={payments > 0 ? 'warning' : 'primary'}
      />
      <Loaded query={query} skeleton={<ListSkeleton rows={1} height={104} />}>
        {({ working, overdue }) => (
          <>
            <StatCard icon={<BuildOutlined />} label={t('overview.active')} value={number(working)} to="/admin/appointments?status=IN_PROGRESS" />
            <StatCard icon={<AlarmRounded />} label={t('overview.overdue')} value={number(overdue)} to="/admin/sla" tone={overdue > 0 ? 'error' : 'primary'} />
          </>
        )}
      </Loaded>
    </CardRow>
  );
}
