import AssignmentTurnedInOutlined from '@mui/icons-material/AssignmentTurnedInOutlined';
import FiberNewOutlined from '@mui/icons-material/FiberNewOutlined';
import PaidOutlined from '@mui/icons-material/PaidOutlined';
import TrendingUpRounded from '@mui/icons-material/TrendingUpRounded';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chosen } from '../../platform/metrics/FigureDrawer';
import { figure, type Metric } from '../../platform/metrics/metric';
import { useCan } from '../../session/session';
import { onDemand } from '../../ui/onDemand';
import { ListSkeleton, Loaded } from '../../ui/states';
import { today } from '../attention';
import { CardRow } from './CardRow';
import { StatCard } from './StatCard';

const FigureDrawer = onDemand<{ chosen: Chosen | null; isOpen: boolean; onClose: () => void }>(
  async () => (await import('../../platform/metrics/FigureDrawer')).FigureDrawer,
);

const ICONS: Partial<Record<Metric, ReactNode>> = {
  new_appointments: <FiberNewOutlined />,
  paid_appointments: <PaidOutlined />,
  completed_appointments: <AssignmentTurnedInOutlined />,
  gmv_total: <TrendingUpRounded />,
};

/** What the day has brought so far; each figure leads to the orders it counts. */
export function TodayCards() {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery(today);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <CardRow title={t('overview.today')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={1} height={104} />}>
        {({ day, figures }) =>
          figures.map(({ metric, value }) => (
            <StatCard
              key={metric}
              icon={ICONS[metric]}
              label={t(`metric.${metric}`)}
              value={figure(metric, value)}
              {...(metric === 'new_appointments' && can('appointments.read')
                ? { to: `/admin/appointments?date_from=${day}&date_to=${day}` }
                : { onOpen: () => setChosen({ kind: 'metric', name: metric, from: day, to: day }) })}
            />
          ))
        }
      </Loaded>
      <FigureDrawer chosen={chosen} isOpen={chosen !== null} onClose={() => setChosen(null)} />
    </CardRow>
  );
}
