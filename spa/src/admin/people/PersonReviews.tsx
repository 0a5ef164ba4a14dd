import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { ReviewList } from '../../people/ReviewList';
import { average } from '../../people/reviews';
import { ReviewSummary } from '../../people/ReviewSummary';
import { useReviews } from '../../people/useReviews';
import { LoadMore } from '../../ui/LoadMore';
import { Section } from '../../ui/Section';
import { ListSkeleton, Loaded } from '../../ui/states';
import type { Person } from './decisions';
import { personKey } from './person';

/** What others have said about somebody. */
export function PersonReviews({ person }: { person: Person }) {
  const { t } = useTranslation();
  const query = useReviews([...personKey(person.id), 'reviews'], (page) =>
    api.GET('/admin/users/{id}/reviews/', { params: { path: { id: person.id }, query: page } }),
  );
  return (
    <Section title={t('person.reviews')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={2} />}>
        {({ pages }) => {
          const reviews = pages.flatMap(({ items }) => items);
          const mean = average(reviews);
          return mean === null ? (
            <Typography sx={{ color: 'text.secondary' }}>{t('person.noReviews')}</Typography>
          ) : (
            <>
              <Box sx={{ mb: 3 }}>
                <ReviewSummary reviews={reviews} average={mean} isAll={!query.hasNextPage} />
              </Box>
              <ReviewList reviews={reviews} />
              <LoadMore list={query} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
