import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Rating from '@mui/material/Rating';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { ToneChip } from '../ui/chips';
import { Moment } from '../ui/Moment';
import type { Review } from './reviews';

const POSITIVE: Review['behavior_flags'] = ['good_connection', 'well_prepared'];

/** What was said, newest first. */
export function ReviewList({ reviews }: { reviews: Review[] }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {reviews.map((review) => (
        <ReviewItem key={review.id} review={review} />
      ))}
    </Box>
  );
}

function ReviewItem({ review }: { review: Review }) {
  const { t } = useTranslation();
  return (
    <Box component="li" sx={{ py: 2, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 }, '&:last-of-type': { pb: 0 } }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Rating value={review.rating} readOnly size="small" getLabelText={() => t('reviews.stars', { count: review.rating })} />
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{review.author_username}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', ml: 'auto' }}>
          <Link component={RouterLink} to={`/orders/${review.appointment}`}>
            {t('reviews.order', { id: review.appointment })}
          </Link>
          {' · '}
          <Moment at={review.created_at} />
        </Typography>
      </Stack>
      <Typography sx={{ mt: 0.75, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', color: review.comment ? 'text.primary' : 'text.secondary' }}>
        {review.comment || t('reviews.noComment')}
      </Typography>
      {review.behavior_flags.length > 0 && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75, mt: 1 }}>
          {review.behavior_flags.map((flag) => (
            <ToneChip key={flag} tone={POSITIVE.includes(flag) ? 'success' : 'warning'} label={t(`behavior.${flag}`)} />
          ))}
        </Stack>
      )}
    </Box>
  );
}
