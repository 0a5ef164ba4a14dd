import { LineChart } from '@mui/x-charts/LineChart';
import InsightsOutlined from '@mui/icons-material/InsightsOutlined';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { language } from '../../i18n/i18n';
import { EmptyState } from '../../ui/states';
import { figure, type Metric } from './metric';

type Props = { metric: Metric; days: Schemas['DailyMetrics'][]; onDay: (date: string) => void };

/** A figure day by day. */
export function Trend({ metric, days, onDay }: Props) {
  const { t } = useTranslation();
  if (days.length === 0) {
    return <EmptyState icon={<InsightsOutlined />} title={t('metrics.none')} text={t('metrics.noneText')} />;
  }
  const sorted = [...days].sort((one, other) => one.date.localeCompare(other.date));
  const short = new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short' });
  return (
    <LineChart
      height={280}
      margin={{ left: 8, right: 16 }}
      xAxis={[{ data: sorted.map(({ date }) => date), scaleType: 'point', valueFormatter: (date: string) => short.format(new Date(date)) }]}
      yAxis={[{ min: 0, valueFormatter: (value: number) => figure(metric, value), width: 72 }]}
      series={[{ data: sorted.map((day) => day[metric]), label: t(`metric.${metric}`), area: true, showMark: sorted.length < 40, color: 'var(--mui-palette-primary-main)', valueFormatter: (value) => figure(metric, value ?? 0) }]}
      slotProps={{ legend: { sx: { display: 'none' } } }}
      sx={{ '& .MuiAreaElement-root': { opacity: 0.14 } }}
      onAxisClick={(_, axis) => axis?.axisValue && onDay(String(axis.axisValue))}
    />
  );
}
