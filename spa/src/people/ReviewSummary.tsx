import StarRounded from '@mui/icons-material/StarRounded';
import Box from '@mui/material/Box';
import Rating from '@mui/material/Rating';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { number } from '../ui/format';
import { distribution, type Review } from './reviews';

/** The average of all that was said, and how the stars are spread over what is shown. */
export function ReviewSummary({ reviews, average, isAll }: { reviews: Review[]; average: number; isAll: boolean }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'grid', gap: { xs: 2, sm: 4 }, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'auto minmax(0, 1fr)' }, alignItems: 'center' }}>
      <Box sx={{ textAlign: 'center' }}>
        <Typography sx={{ fontSize: '3rem', fontWeight: 700, lineHeight: 1.1, fontVariantNumeric: 'tabular-nums' }}>{number(average, 2)}</Typography>
        <Rating value={average} precision={0.1} readOnly getLabelText={() => t('reviews.stars', { count: Math.round(average) })} />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {isAll ? t('reviews.count', { count: reviews.length }) : t('reviews.latest', { count: reviews.length })}
        </Typography>
      </Box>
      <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none', gap: 0.75 }}>
        {distribution(reviews).map(({ stars, count, share }) => (
          <Box component="li" key={stars} sx={{ display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr) 36px', gap: 1.5, alignItems: 'center' }}>
            <Stack direction="row" sx={{ alignItems: 'center', gap: 0.25, fontWeight: 600 }} role="img" aria-label={t('reviews.stars', { count: stars })}>
              {stars}
              <StarRounded aria-hidden sx={{ fontSize: 18, color: 'secondary.main' }} />
            </Stack>
            <Box aria-hidden sx={{ height: 8, borderRadius: '4px', bgcolor: 'action.hover', overflow: 'hidden' }}>
              <Box sx={{ height: '100%', width: `${share * 100}%`, bgcolor: 'secondary.main', borderRadius: '4px' }} />
            </Box>
            <Typography variant="body2" sx={{ color: 'text.secondary', textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
              {number(count)}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Box>
  );
}
