import { LineChart, lineClasses } from '@mui/x-charts/LineChart';
import InsightsOutlined from '@mui/icons-material/InsightsOutlined';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { EmptyState } from '../../ui/states';
import { calendarDay, figure, type Metric } from './metric';

type Props = { metric: Metric; days: Schemas['DailyMetrics'][]; onDay: (date: string) => void };

/** A figure day by day. */
export function Trend({ metric, days, onDay }: Props) {
  const { t } = useTranslation();
  if (days.length === 0) {
    return <EmptyState icon={<InsightsOutlined />} title={t('metrics.none')} text={t('metrics.noneText')} />;
  }
  const sorted = [...days].sort((one, other) => one.date.localeCompare(other.date));
  return (
    <LineChart
      height={280}
      margin={{ left: 8, right: 16 }}
      xAxis={[{ data: sorted.map(({ date }) => date), scaleType: 'point', valueFormatter: calendarDay }]}
      yAxis={[{ min: 0, valueFormatter: (value: number) => figure(metric, value), width: 72 }]}
      series={[{ data: sorted.map((day) => day[metric]), label: t(`metric.${metric}`), curve: 'linear', area: true, showMark: sorted.length < 40, color: 'var(--mui-palette-primary-main)', valueFormatter: (value) => figure(metric, value ?? 0) }]}
      slotProps={{ legend: { sx: { display: 'none' } } }}
      sx={{ [`& .${lineClasses.area}`]: { opacity: 0.14 } }}
      onAxisClick={(_, axis) => axis?.axisValue && onDay(String(axis.axisValue))}
    />
  );
}
