import GroupRounded from '@mui/icons-material/GroupRounded';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { ChoiceField } from './people/ChoiceField';
import { isIn, soughtIn, type State } from './people/filters';
import { PeopleList } from './people/PeopleList';
import { FigureChip, RoleChips, StateChip } from './people/PersonChips';
import { ADMIN_ROLES } from './people/permissions';
import { useUsers } from './people/usePeople';

const ROLES: Schemas['Role'][] = ['client', 'master', 'admin'];
const STATES: State[] = ['banned', 'active', 'suspended'];

/** Everybody who has an account. */
export function UsersPage() {
  const { t } = useTranslation();
  const [search, change, reset] = useUrlState({ q: '', role: '', sub: '', state: '' });
  const role = ROLES.find((known) => known === search.role);
  const isBanned = search.state === 'banned';
  const query = useUsers(
    { q: soughtIn(search.q), role, admin_role: ADMIN_ROLES.find((known) => known === search.sub), is_banned: isBanned || undefined },
    search.state !== '' && !isBanned,
  );

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
          value={search.sub}
          onChange={(value) => change({ sub: value })}
          options={[{ value: '', label: t('people.anySubRole') }, ...ADMIN_ROLES.map((value) => ({ value, label: t(`adminRole.${value}`) }))]}
        />
        <ChoiceField
          label={t('people.state')}
          value={search.state}
          onChange={(value) => change({ state: value })}
          options={[{ value: '', label: t('people.anyState') }, ...STATES.map((value) => ({ value, label: t(`people.state.${value}`) }))]}
        />
      </Stack>
      <PeopleList
        query={query}
        pick={(people) => people.filter((person) => isIn(person, search.state))}
        isFiltered={Object.values(search).some(Boolean)}
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
