import GroupRounded from '@mui/icons-material/GroupRounded';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../api/client';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { ChoiceField } from './people/ChoiceField';
import { matches, needsAll, type State } from './people/filters';
import { PeopleList } from './people/PeopleList';
import { FigureChip, RoleChips, StateChip } from './people/PersonChips';
import { ADMIN_ROLES } from './people/permissions';
import { usePeople } from './people/usePeople';

const ROLES: Schemas['Role'][] = ['client', 'master', 'admin'];
const STATES: State[] = ['banned', 'active', 'suspended'];

/** Everybody who has an account. */
export function UsersPage() {
  const { t } = useTranslation();
  const [search, change, reset] = useUrlState({ q: '', role: '', sub: '', state: '' });
  const role = ROLES.find((known) => known === search.role);
  const filters = { text: search.q, adminRole: search.sub, state: search.state, risk: '' };
  const query = usePeople(['users', role ?? ''], (page) => api.GET('/admin/users/all/', { params: { query: { ...page, role } } }), needsAll(filters));

  return (
    <Page title={t('users.title')} subtitle={t('users.text')}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', mb: 2 }}>
        <SearchField label={t('people.search')} value={search.q} onChange={(text) => change({ q: text })} sx={{ flex: '1 1 260px' }} />
        <ChoiceField
          label={t('people.role')}
          value={role ?? ''}
          onChange={(value) => change({ role: value })}
          options={[{ value: '', label: t('people.anyRole') }, ...ROLES.map((value) => ({ value, label: t(`role.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.subRole')}
          value={filters.adminRole}
          onChange={(value) => change({ sub: value })}
          options={[{ value: '', label: t('people.anySubRole') }, ...ADMIN_ROLES.map((value) => ({ value, label: t(`adminRole.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.state')}
          value={filters.state}
          onChange={(value) => change({ state: value })}
          options={[{ value: '', label: t('people.anyState') }, ...STATES.map((value) => ({ value, label: t(`people.state.${value}`) }))]}
        />
      </Stack>
      <PeopleList
        query={query}
        pick={(people) => people.filter((person) => matches(person, filters))}
        isFiltered={needsAll(filters)}
        onReset={reset}
        empty={<EmptyState icon={<GroupRounded />} title={t('people.nobody')} text={t('people.nobodyText')} />}
        columns={[
          { label: t('column.role'), of: (person) => <RoleChips person={person} />, isPlain: true },
          { label: t('column.state'), of: (person) => <StateChip person={person} />, isPlain: true },
          { label: t('column.figure'), of: (person) => <FigureChip person={person} />, isPlain: true },
          { label: t('column.telegram'), of: (person) => (person.telegram_username ? `@${person.telegram_username}` : null) },
        ]}
      />
    </Page>
  );
}
