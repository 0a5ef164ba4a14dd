import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { figure, type Metric } from './metric';

type Props = { metric: Metric; value: number; isShown: boolean; onShow: () => void; onOpen: () => void };

/** A figure: pressing it shows how it developed, and its button the rows behind it. */
export function MetricCard({ metric, value, isShown, onShow, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <Card sx={{ borderColor: isShown ? 'primary.main' : undefined, display: 'flex', flexDirection: 'column' }}>
      <CardActionArea onClick={onShow} aria-pressed={isShown} sx={{ p: 2, pb: 0.5, flexGrow: 1 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`metric.${metric}`)}
        </Typography>
        <Typography sx={{ fontSize: { xs: '1.25rem', md: '1.5rem' }, fontWeight: 700, letterSpacing: '-0.02em', fontVariantNumeric: 'tabular-nums' }}>
          {figure(metric, value)}
        </Typography>
      </CardActionArea>
      <Box sx={{ px: 1, pb: 0.5 }}>
        <Button size="small" onClick={onOpen} aria-label={`${t('metrics.rows')}: ${t(`metric.${metric}`)}`}>
          {t('metrics.rows')}
        </Button>
      </Box>
    </Card>
  );
}
