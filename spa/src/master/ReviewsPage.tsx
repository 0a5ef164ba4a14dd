import RateReviewRounded from '@mui/icons-material/RateReviewRounded';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useFrames } from '../live/live';
import { ReviewList } from '../people/ReviewList';
import { average } from '../people/reviews';
import { ReviewSummary } from '../people/ReviewSummary';
import { useReviews } from '../people/useReviews';
import { useMe } from '../session/session';
import { LoadMore } from '../ui/LoadMore';
import { Page } from '../ui/Page';
import { Section } from '../ui/Section';
import { EmptyState, Loaded } from '../ui/states';

const MY_REVIEWS = ['my-reviews'];

/** What clients have said about a master. */
export function ReviewsPage() {
  const { t } = useTranslation();
  const { master_stats: stats } = useMe();
  const queries = useQueryClient();
  const query = useReviews(MY_REVIEWS, (page) => api.GET('/me/reviews/', { params: { query: page } }));
  // A new review is not told of as such: it moves the master's average.
  useFrames((frame) => frame.type === 'me.updated' && void queries.invalidateQueries({ queryKey: MY_REVIEWS }));

  return (
    <Page title={t('reviews.title')} subtitle={t('reviews.text')} width={860}>
      <Loaded query={query}>
        {({ pages }) => {
          const reviews = pages.flatMap(({ items }) => items);
          const mean = average(reviews);
          return mean === null ? (
            <EmptyState icon={<RateReviewRounded />} title={t('reviews.empty')} text={t('reviews.emptyText')} />
          ) : (
            <Stack sx={{ gap: 2 }}>
              <Section title={t('reviews.average')}>
                <ReviewSummary reviews={reviews} average={query.hasNextPage ? (stats?.avg_rating ?? mean) : mean} isAll={!query.hasNextPage} />
              </Section>
              <Section title={t('reviews.all')}>
                <ReviewList reviews={reviews} />
                <LoadMore list={query} />
              </Section>
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
