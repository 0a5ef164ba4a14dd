import GroupRounded from '@mui/icons-material/GroupRounded';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../api/client';
import { Page } from '../ui/Page';
import { EmptyState } from '../ui/states';
import { matches, needsAll, type State } from './people/filters';
import { ChoiceField, SearchField } from './people/FilterFields';
import { PeopleList } from './people/PeopleList';
import { FigureChip, RoleChips, StateChip } from './people/PersonChips';
import { ADMIN_ROLES } from './people/permissions';
import { usePeople } from './people/usePeople';
import { useSearch } from './people/useSearch';

const ROLES: Schemas['Role'][] = ['client', 'master', 'admin'];
const STATES: State[] = ['banned', 'active', 'suspended'];

/** Everybody who has an account. */
export function UsersPage() {
  const { t } = useTranslation();
  const search = useSearch();
  const role = ROLES.find((known) => known === search.of('role'));
  const filters = { text: search.of('q'), adminRole: search.of('sub'), state: search.of('state'), risk: '' };
  const query = usePeople(['users', role ?? ''], (page) => api.GET('/admin/users/all/', { params: { query: { ...page, role } } }), needsAll(filters));

  return (
    <Page title={t('users.title')} subtitle={t('users.text')}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', mb: 2 }}>
        <SearchField value={filters.text} onChange={(value) => search.set('q', value)} />
        <ChoiceField
          label={t('people.role')}
          value={role ?? ''}
          onChange={(value) => search.set('role', value)}
          options={[{ value: '', label: t('people.anyRole') }, ...ROLES.map((value) => ({ value, label: t(`role.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.subRole')}
          value={filters.adminRole}
          onChange={(value) => search.set('sub', value)}
          options={[{ value: '', label: t('people.anySubRole') }, ...ADMIN_ROLES.map((value) => ({ value, label: t(`adminRole.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.state')}
          value={filters.state}
          onChange={(value) => search.set('state', value)}
          options={[{ value: '', label: t('people.anyState') }, ...STATES.map((value) => ({ value, label: t(`people.state.${value}`) }))]}
        />
      </Stack>
      <PeopleList
        query={query}
        pick={(people) => people.filter((person) => matches(person, filters))}
        isFiltered={needsAll(filters)}
        onReset={search.reset}
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
