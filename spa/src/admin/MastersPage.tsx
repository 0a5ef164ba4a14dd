import EngineeringRounded from '@mui/icons-material/EngineeringRounded';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useCan } from '../session/session';
import { number, percent } from '../ui/format';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { ChoiceField } from './people/ChoiceField';
import { isIn, isNamed } from './people/filters';
import { MasterSwitch } from './people/MasterSwitch';
import { PeopleList } from './people/PeopleList';
import type { Column } from './people/PeopleTable';
import { StateChip } from './people/PersonChips';
import { usePeople } from './people/usePeople';
import { useSpan } from './people/useSpan';

const ORDERS = { newest: undefined, score: '-master_score', scoreRising: 'master_score' } as const;
type MasterOrder = keyof typeof ORDERS;

/** Those who do the work: how well, how fast, and whether they take orders. */
export function MastersPage() {
  const { t } = useTranslation();
  const [search, change, reset] = useUrlState({ q: '', state: '', sort: '' });
  const can = useCan();
  const span = useSpan();
  const order = (Object.keys(ORDERS) as MasterOrder[]).find((known) => known === search.sort) ?? 'score';
  const isFiltered = !!(search.q || search.state);
  const query = usePeople(
    ['masters', order],
    (page) => api.GET('/admin/masters/', { params: { query: { ...page, ordering: ORDERS[order] } } }),
    isFiltered,
  );
  const access: Column[] = can('masters.manage') ? [{ label: t('column.action'), of: (person) => <MasterSwitch person={person} size="small" />, isPlain: true }] : [];

  return (
    <Page title={t('masters.title')} subtitle={t('masters.text')}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', mb: 2 }}>
        <SearchField label={t('people.search')} value={search.q} onChange={(text) => change({ q: text })} sx={{ flex: '1 1 260px' }} />
        <ChoiceField
          label={t('people.state')}
          value={search.state}
          onChange={(value) => change({ state: value })}
          options={[
            { value: '', label: t('people.anyState') },
            { value: 'active', label: t('person.active') },
            { value: 'suspended', label: t('person.suspended') },
          ]}
        />
        <ChoiceField
          label={t('people.sort')}
          value={order}
          onChange={(value) => change({ sort: value === 'score' ? '' : value })}
          options={(Object.keys(ORDERS) as MasterOrder[]).map((value) => ({ value, label: t(`people.sort.${value}`) }))}
        />
      </Stack>
      <PeopleList
        query={query}
        pick={(people) => people.filter((person) => isNamed(person, search.q) && isIn(person, search.state))}
        isFiltered={isFiltered}
        onReset={reset}
        empty={
          <EmptyState
            icon={<EngineeringRounded />}
            title={t('people.noMasters')}
            text={t('people.noMastersText')}
            action={
              <Button component={Link} to="/admin/users" variant="outlined">
                {t('people.toUsers')}
              </Button>
            }
          />
        }
        columns={[
          { label: t('column.state'), of: (person) => <StateChip person={person} />, isPlain: true },
          { label: t('column.score'), of: ({ master_stats: stats }) => stats && number(stats.master_score), isFigure: true },
          { label: t('column.workload'), of: ({ master_stats: stats }) => stats && number(stats.active_workload), isFigure: true },
          { label: t('column.rating'), of: ({ master_stats: stats }) => stats && (stats.avg_rating ? number(stats.avg_rating, 2) : '—'), isFigure: true },
          { label: t('column.response'), of: ({ master_stats: stats }) => stats && span(stats.avg_response_seconds), isFigure: true },
          { label: t('column.completion'), of: ({ master_stats: stats }) => stats && percent(stats.completion_rate), isFigure: true },
          ...access,
        ]}
      />
    </Page>
  );
}
