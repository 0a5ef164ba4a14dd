import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { ScoreExplanation, ScoreSkeleton } from '../people/ScoreExplanation';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/states';

/** One's own score: what it is made of and how it came about, now or at a moment in the past. */
export function ScorePage() {
  const { t } = useTranslation();
  const [moment, setMoment] = useState('');
  const at = moment ? new Date(moment).toISOString() : undefined;
  const query = useQuery({
    queryKey: [...keys.myScore, at ?? 'now'],
    queryFn: () => ask(api.GET('/me/score/', { params: { query: { at } } })),
  });
  return (
    <Page
      title={t('score.title')}
      subtitle={t('score.text')}
      actions={
        <TextField
          type="datetime-local"
          size="small"
          label={t('score.at')}
          value={moment}
          onChange={(event) => setMoment(event.target.value)}
          sx={{ width: { xs: '100%', sm: 230 }, mt: { xs: 1, sm: 0 } }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      }
    >
      <Loaded query={query} skeleton={<ScoreSkeleton />}>
        {(explained) => <ScoreExplanation explained={explained} />}
      </Loaded>
    </Page>
  );
}
