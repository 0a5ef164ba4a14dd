import PersonOutlineRounded from '@mui/icons-material/PersonOutlineRounded';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { RiskChip } from '../ui/chips';
import { number } from '../ui/format';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { ChoiceField } from './people/ChoiceField';
import { soughtIn, sorted, type ClientOrder } from './people/filters';
import { PeopleList } from './people/PeopleList';
import { LevelChip, StateChip } from './people/PersonChips';
import { useUsers } from './people/usePeople';

const RISKS: Schemas['RiskLevel'][] = ['critical', 'high', 'medium', 'low'];
const ORDERS: ClientOrder[] = ['newest', 'risk', 'orders'];

/** Those who file orders, with what is known of them. */
export function ClientsPage() {
  const { t } = useTranslation();
  const [search, change, reset] = useUrlState({ q: '', state: '', risk: '', sort: '' });
  const order = ORDERS.find((known) => known === search.sort) ?? 'newest';
  const query = useUsers(
    { q: soughtIn(search.q), role: 'client', is_banned: search.state === 'banned' || undefined },
    search.risk !== '' || order !== 'newest',
  );

  return (
    <Page title={t('clients.title')} subtitle={t('clients.text')}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', mb: 2 }}>
        <SearchField label={t('people.search')} value={search.q} onChange={(text) => change({ q: text })} sx={{ flex: '1 1 260px' }} />
        <ChoiceField
          label={t('people.risk')}
          value={search.risk}
          onChange={(value) => change({ risk: value })}
          options={[{ value: '', label: t('people.anyRisk') }, ...RISKS.map((value) => ({ value, label: t(`risk.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.state')}
          value={search.state}
          onChange={(value) => change({ state: value })}
          options={[
            { value: '', label: t('people.anyState') },
            { value: 'banned', label: t('people.state.banned') },
          ]}
        />
        <ChoiceField
          label={t('people.sort')}
          value={order}
          onChange={(value) => change({ sort: value === 'newest' ? '' : value })}
          options={ORDERS.map((value) => ({ value, label: t(`people.sort.${value}`) }))}
        />
      </Stack>
      <PeopleList
        query={query}
        pick={(people) => sorted(people.filter(({ client_stats: stats }) => !search.risk || stats?.risk_level === search.risk), order)}
        isFiltered={!!(search.q || search.state || search.risk)}
        onReset={reset}
        empty={<EmptyState icon={<PersonOutlineRounded />} title={t('people.noClients')} text={t('people.noClientsText')} />}
        columns={[
          { label: t('column.level'), of: ({ client_stats: stats }) => stats && <LevelChip level={stats.level} />, isPlain: true },
          { label: t('column.risk'), of: ({ client_stats: stats }) => stats && <RiskChip level={stats.risk_level} score={stats.risk_score} />, isPlain: true },
          { label: t('column.state'), of: (person) => (person.is_banned ? <StateChip person={person} /> : null), isPlain: true },
          { label: t('column.completed'), of: ({ client_stats: stats }) => stats && number(stats.completed_orders_count), isFigure: true },
          { label: t('column.cancelled'), of: ({ client_stats: stats }) => stats && number(stats.cancelled_orders_count), isFigure: true },
          { label: t('column.rating'), of: ({ client_stats: stats }) => stats && (stats.average_rating ? number(stats.average_rating, 2) : '—'), isFigure: true },
        ]}
      />
    </Page>
  );
}
