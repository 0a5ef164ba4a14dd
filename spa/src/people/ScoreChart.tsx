import Box from '@mui/material/Box';
import { LineChart, lineClasses } from '@mui/x-charts/LineChart';
import { useTranslation } from 'react-i18next';
import { moment, shortDay } from '../ui/format';
import { course, type Explained } from './score';

/** Above, the hours of the ticks say nothing. */
const FEW_DAYS = 3 * 86_400_000;

/** The way of a score; between two changes it stays what it is. */
export function ScoreChart({ explained }: { explained: Explained }) {
  const { t } = useTranslation();
  const points = course(explained, new Date());
  const isLong = points.length > 1 && points.at(-1)!.at.getTime() - points[0]!.at.getTime() > FEW_DAYS;
  return (
    <Box role="img" aria-label={t('score.chart')} sx={{ mb: 1.5 }}>
      <LineChart
        height={190}
        margin={{ left: 0, right: 36, top: 12, bottom: 0 }}
        hideLegend
        skipAnimation
        grid={{ horizontal: true }}
        xAxis={[{ data: points.map(({ at }) => at), scaleType: 'time', valueFormatter: (at: Date, { location }) => (location === 'tick' && isLong ? shortDay(at) : moment(at.toISOString())), tickNumber: 3, disableTicks: true }]}
        yAxis={[{ min: 0, max: 100, tickNumber: 4, disableTicks: true, disableLine: true, width: 32 }]}
        series={[{ data: points.map(({ score }) => score), curve: 'stepAfter', area: true, showMark: false, color: 'var(--mui-palette-primary-main)' }]}
        sx={{ [`& .${lineClasses.area}`]: { opacity: 0.12 } }}
      />
    </Box>
  );
}
