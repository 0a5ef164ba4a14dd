import SearchOffRounded from '@mui/icons-material/SearchOffRounded';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadMore, MoreFailed } from '../../ui/LoadMore';
import { EmptyState, ListSkeleton, Loaded } from '../../ui/states';
import type { Person } from './decisions';
import { PeopleTable, type Column } from './PeopleTable';
import type { usePeople } from './usePeople';

type Props = {
  query: ReturnType<typeof usePeople>;
  /** Those to be shown of all that were read. */
  pick: (people: Person[]) => Person[];
  isFiltered: boolean;
  onReset: () => void;
  columns: Column[];
  /** When there is nobody at all. */
  empty: ReactNode;
};

/** What was found, and the way to more of it. */
export function PeopleList({ query, pick, isFiltered, onReset, columns, empty }: Props) {
  const { t } = useTranslation();
  return (
    <Loaded query={query} skeleton={<ListSkeleton rows={8} height={60} />}>
      {({ pages }) => {
        const people = pick(pages.flatMap(({ items }) => items));
        const isIncomplete = query.isAll && query.hasNextPage;
        const isReading = isIncomplete && !query.isError;
        const found = query.isAll ? people.length : (pages[0]?.total ?? people.length);
        return (
          <>
            {isFiltered && isIncomplete === isReading && (
              <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
                {isReading ? t('people.reading') : t('people.found', { count: found })}
              </Typography>
            )}
            {isReading && <LinearProgress aria-label={t('people.reading')} sx={{ mb: 1 }} />}
            {people.length > 0 && <PeopleTable people={people} columns={columns} />}
            {isIncomplete && query.isError && <MoreFailed list={query} />}
            {people.length === 0 &&
              !isIncomplete &&
              (isFiltered ? (
                <EmptyState
                  icon={<SearchOffRounded />}
                  title={t('people.nobody')}
                  text={t('people.nobodyText')}
                  action={
                    <Button variant="outlined" onClick={onReset}>
                      {t('people.reset')}
                    </Button>
                  }
                />
              ) : (
                empty
              ))}
            {!query.isAll && <LoadMore list={query} />}
          </>
        );
      }}
    </Loaded>
  );
}
