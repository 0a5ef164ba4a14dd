import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { ScoreExplanation, ScoreSkeleton } from '../../people/ScoreExplanation';
import type { Explained } from '../../people/score';
import { useMe } from '../../session/session';
import { useFeedback } from '../../ui/feedback';
import { Loaded } from '../../ui/states';
import { possibleWith, type Person } from './decisions';
import { OverrideDialog } from './OverrideDialog';
import { personKey } from './person';
import { PEOPLE } from './usePeople';

export function scoreKey(id: number) {
  return [...personKey(id), 'score'];
}

/** The risk of a client or the score of a master with its reasons, and the way to set it by hand. */
export function PersonScore({ person }: { person: Person }) {
  const params = { path: { id: person.id } };
  const query = useQuery({
    queryKey: [...scoreKey(person.id), person.role],
    queryFn: () => ask(person.role === 'client' ? api.GET('/admin/users/{id}/risk/', { params }) : api.GET('/admin/masters/{id}/score/', { params })),
  });
  const { overrideScore } = possibleWith(person, useMe());
  return (
    <Loaded query={query} skeleton={<ScoreSkeleton />}>
      {(explained) => <ScoreExplanation explained={explained} actions={overrideScore && <OverrideActions explained={explained} />} />}
    </Loaded>
  );
}

function OverrideActions({ explained }: { explained: Explained }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { confirm, say, sayFailure } = useFeedback();
  const [isOpen, setOpen] = useState(false);

  const lift = async () => {
    const answer = await confirm({ title: t('override.liftTitle'), text: t('override.liftText'), confirm: t('override.lift') });
    if (answer === null) {
      return;
    }
    const params = { path: { id: explained.account } };
    try {
      await ask(explained.kind === 'risk' ? api.DELETE('/admin/users/{id}/risk/override/', { params }) : api.DELETE('/admin/masters/{id}/score/override/', { params }));
      say(t('override.lifted'));
    } catch (failure) {
      sayFailure(failure);
    }
    void queries.invalidateQueries({ queryKey: personKey(explained.account) });
    void queries.invalidateQueries({ queryKey: PEOPLE });
  };

  return (
    <>
      {explained.override && (
        <Button size="small" color="warning" onClick={() => void lift()}>
          {t('override.lift')}
        </Button>
      )}
      <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
        {t(explained.override ? 'override.change' : 'override.set')}
      </Button>
      {isOpen && <OverrideDialog explained={explained} onClose={() => setOpen(false)} />}
    </>
  );
}
