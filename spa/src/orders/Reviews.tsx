import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Divider from '@mui/material/Divider';
import Rating from '@mui/material/Rating';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { ListSkeleton, Loaded } from '../ui/states';
import { reviewsOf } from './order';
import { ReviewForm } from './ReviewForm';
import { sideOf } from './steps';

/** What the two sides say about each other when the work is done; whoever has not said anything yet is asked to. */
export function Reviews({ order }: { order: Order }) {
  const { t } = useTranslation();
  const side = sideOf(order, useMe());
  const reviews = useQuery({ ...reviewsOf(order.id), enabled: order.status === 'COMPLETED' });
  if (order.status !== 'COMPLETED') {
    return null;
  }
  return (
    <Section title={t('review.title')}>
      <Loaded query={reviews} skeleton={<ListSkeleton rows={1} height={120} />}>
        {(all) => {
          const type = side === 'client' ? 'master_review' : 'client_review';
          const isAsked = (side === 'client' || side === 'master') && !all.some(({ review_type }) => review_type === type);
          return (
            <Stack sx={{ gap: 2 }} divider={<Divider flexItem />}>
              {isAsked && <ReviewForm order={order} side={side} />}
              {all.map((review) => (
                <ReviewCard key={review.id} review={review} />
              ))}
              {!isAsked && all.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('review.none')}</Typography>}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function ReviewCard({ review }: { review: Schemas['Review'] }) {
  const { t } = useTranslation();
  const user = useMe();
  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
        <Typography sx={{ fontWeight: 600 }}>
          {review.author === user.id ? t('review.yours') : t(`review.${review.review_type}`, { author: review.author_username, target: review.target_username })}
        </Typography>
        <Rating value={review.rating} readOnly size="small" />
        <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
          <Moment at={review.created_at} />
        </Typography>
      </Stack>
      {review.comment && <Typography sx={{ mt: 0.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{review.comment}</Typography>}
      {review.behavior_flags.length > 0 && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75, mt: 1 }}>
          {review.behavior_flags.map((flag) => (
            <Chip key={flag} size="small" variant="outlined" label={t(`behavior.${flag}`)} />
          ))}
        </Stack>
      )}
    </Box>
  );
}
