import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormHelperText from '@mui/material/FormHelperText';
import Rating from '@mui/material/Rating';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askDone, newKey, type Schemas } from '../api/client';
import { Offline } from '../api/failure';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { useFeedback } from '../ui/feedback';
import { ErrorAlert } from '../ui/states';
import { useDraft } from '../ui/useDraft';

type Flag = Schemas['BehaviorFlag'];
type Review = Schemas['Review'];
type Draft = { rating: number | null; comment: string; flags: Flag[] };

const GOOD: Flag[] = ['good_connection', 'well_prepared'];
const BAD: Flag[] = ['bad_internet', 'weak_pc', 'difficult_client', 'did_not_follow_instructions', 'late_to_session'];
const EMPTY: Draft = { rating: null, comment: '', flags: [] };

/** Asks one side about the other: stars, words, and of the client also how they were to work with. */
export function ReviewForm({ order, side }: { order: Order; side: 'client' | 'master' }) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const { say } = useFeedback();
  const [draft, setDraft, forget] = useDraft<Draft>(`review.${order.id}`, EMPTY);
  const [isUnrated, setUnrated] = useState(false);
  const sending = useMutation({
    mutationFn: (key: string) => send(order.id, side, draft, key),
    retry: (attempt, failure) => attempt < 3 && failure instanceof Offline,
    onSuccess: (review) => {
      forget();
      queries.setQueryData<Review[]>(keys.reviews(order.id), (all) => [review, ...(all ?? []).filter((other) => other.id !== review.id)]);
      say(t('review.thanks'));
    },
    // Perhaps it was written in another tab.
    onError: () => void queries.invalidateQueries({ queryKey: keys.reviews(order.id) }),
  });
  const toggle = (flag: Flag) => setDraft({ ...draft, flags: draft.flags.includes(flag) ? draft.flags.filter((one) => one !== flag) : [...draft.flags, flag] });

  return (
    <Stack
      component="form"
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        setUnrated(draft.rating === null);
        if (draft.rating !== null) {
          sending.mutate(newKey());
        }
      }}
    >
      <ErrorAlert error={sending.error} />
      <div>
        <Typography id={id} sx={{ fontWeight: 600, mb: 0.5 }}>
          {t(`review.ask.${side}`, { master: order.master_username ?? '', client: order.client_username })}
        </Typography>
        <Rating
          aria-labelledby={id}
          name={`rating-${order.id}`}
          size="large"
          value={draft.rating}
          getLabelText={(count) => t('review.stars', { count })}
          onChange={(_, rating) => {
            setUnrated(false);
            setDraft({ ...draft, rating });
          }}
        />
        {isUnrated && <FormHelperText error>{t('review.unrated')}</FormHelperText>}
      </div>
      {side === 'master' && (
        <Stack direction="row" role="group" aria-label={t('review.flags')} sx={{ flexWrap: 'wrap', gap: 1 }}>
          {[...GOOD, ...BAD].map((flag) => {
            const isOn = draft.flags.includes(flag);
            return (
              <Chip
                key={flag}
                label={t(`behavior.${flag}`)}
                aria-pressed={isOn}
                onClick={() => toggle(flag)}
                variant={isOn ? 'filled' : 'outlined'}
                color={isOn ? (GOOD.includes(flag) ? 'success' : 'warning') : 'default'}
              />
            );
          })}
        </Stack>
      )}
      <TextField
        label={t('review.comment')}
        multiline
        minRows={2}
        value={draft.comment}
        onChange={(event) => setDraft({ ...draft, comment: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 5000 } }}
      />
      <Button type="submit" variant="contained" loading={sending.isPending} sx={{ alignSelf: 'flex-start' }}>
        {t('review.send')}
      </Button>
    </Stack>
  );
}

function send(id: number, side: 'client' | 'master', { rating, comment, flags }: Draft, key: string): Promise<Review> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const body = { rating: rating ?? 0, comment: comment.trim() };
  return side === 'client'
    ? askDone(api.POST('/appointments/{id}/review-master/', { params, body }))
    : askDone(api.POST('/appointments/{id}/review-client/', { params, body: { ...body, behavior_flags: flags } }));
}
