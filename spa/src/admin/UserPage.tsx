import PersonOffRounded from '@mui/icons-material/PersonOffRounded';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Failure } from '../api/failure';
import { nameOf } from '../people/names';
import { ScoreSkeleton } from '../people/ScoreExplanation';
import { Page } from '../ui/Page';
import { EmptyState, Loaded } from '../ui/states';
import type { Person } from './people/decisions';
import { personOf } from './people/person';
import { PersonActions } from './people/PersonActions';
import { PersonFacts } from './people/PersonFacts';
import { PersonNotices } from './people/PersonNotices';
import { PersonReviews } from './people/PersonReviews';
import { PersonScore } from './people/PersonScore';
import { RoleChips, StateChip } from './people/PersonChips';
import { WhyPanel } from './people/WhyPanel';
import { useAdminLive } from './useAdminLive';

/** All about one person, and what can be done with them. */
export function UserPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const refetchInterval = useAdminLive();
  const query = useQuery({ ...personOf(id), refetchInterval });
  const person = query.data;

  if (!person && query.error instanceof Failure && query.error.status === 404) {
    return (
      <Page title={t('users.title')} back="/admin/users">
        <EmptyState
          icon={<PersonOffRounded />}
          title={t('person.unknown')}
          action={
            <Button component={Link} to="/admin/users" variant="outlined">
              {t('people.toUsers')}
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page
      title={person ? nameOf(person) : t('users.title')}
      back="/admin/users"
      subtitle={
        person ? (
          <Stack direction="row" sx={{ gap: 0.75, flexWrap: 'wrap' }}>
            <RoleChips person={person} />
            <StateChip person={person} />
          </Stack>
        ) : (
          <Skeleton width={160} />
        )
      }
      actions={person && <PersonActions person={person} />}
    >
      <Loaded query={query} skeleton={<ScoreSkeleton />}>
        {(loaded) => <Parts person={loaded} />}
      </Loaded>
    </Page>
  );
}

function Parts({ person }: { person: Person }) {
  return (
    <Stack sx={{ gap: 2 }}>
      <PersonNotices person={person} />
      <PersonFacts person={person} />
      {person.role !== 'admin' && <PersonScore person={person} />}
      {person.role === 'admin' && <WhyPanel person={person} />}
      {person.role !== 'admin' && <PersonReviews person={person} />}
    </Stack>
  );
}
