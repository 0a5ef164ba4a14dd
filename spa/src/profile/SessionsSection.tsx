import ComputerRounded from '@mui/icons-material/ComputerRounded';
import SmartphoneRounded from '@mui/icons-material/SmartphoneRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, newKey, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { ToneChip } from '../ui/chips';
import { useFeedback } from '../ui/feedback';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { ListSkeleton, Loaded } from '../ui/states';

type OwnSession = Schemas['OwnSession'];

/** So many are shown until somebody wants to see them all. */
const FEW = 4;

/** Where one is signed in, and how to be no longer. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { say, sayFailure, confirm } = useFeedback();
  const queries = useQueryClient();
  const [isWhole, setWhole] = useState(false);
  // Other devices come and go without telling this one.
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: () => ask(api.GET('/me/sessions/')), staleTime: 0 });
  const keep = (which: (session: OwnSession) => boolean) => queries.setQueryData<OwnSession[]>(keys.sessions, (all) => all?.filter(which));
  const end = useMutation({
    mutationFn: (session: string) => ask(api.DELETE('/me/sessions/{session}/', { params: { path: { session } } })),
    onSuccess: (_, ended) => keep(({ id }) => id !== ended),
    onError: sayFailure,
  });
  const endOthers = useMutation({
    mutationFn: (key: string) => ask(api.POST('/me/sessions/revoke-others/', { params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: ({ ended }) => {
      keep(({ current }) => current);
      say(t('profile.ended', { count: ended }));
    },
    onError: sayFailure,
  });
  const askThenEndOthers = async () => {
    if ((await confirm({ title: t('profile.endOthersTitle'), text: t('profile.endOthersText'), confirm: t('profile.endOthers'), danger: true })) !== null) {
      endOthers.mutate(newKey());
    }
  };

  return (
    <Section
      title={t('profile.sessions')}
      actions={
        sessions.data?.some(({ current }) => !current) && (
          <Button color="error" size="small" onClick={() => void askThenEndOthers()} loading={endOthers.isPending}>
            {t('profile.endOthers')}
          </Button>
        )
      }
    >
      <Loaded query={sessions} skeleton={<ListSkeleton rows={2} height={56} />}>
        {(all) => (
          <>
            <List disablePadding sx={{ '& > li:last-of-type': { borderBottom: 0 } }}>
              {(isWhole ? all : all.slice(0, FEW)).map((session) => (
                <ListItem key={session.id} disableGutters divider sx={{ gap: 1.5, py: 1.25 }}>
                  <Box sx={{ color: 'text.secondary', display: 'flex' }}>{/Android|iPhone|iPad/.test(session.user_agent) ? <SmartphoneRounded /> : <ComputerRounded />}</Box>
                  <Box sx={{ flexGrow: 1, minWidth: 0 }}>
                    <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{session.device || t('profile.unknownDevice')}</Typography>
                      {session.current && <ToneChip tone="success" label={t('profile.thisDevice')} />}
                    </Stack>
                    <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                      {session.address && `${session.address} · `}
                      <Moment at={session.last_used_at} />
                    </Typography>
                  </Box>
                  {!session.current && (
                    <Button
                      size="small"
                      color="inherit"
                      aria-label={`${t('profile.end')}: ${session.device || t('profile.unknownDevice')}`}
                      onClick={() => end.mutate(session.id)}
                      loading={end.isPending && end.variables === session.id}
                    >
                      {t('profile.end')}
                    </Button>
                  )}
                </ListItem>
              ))}
            </List>
            {!isWhole && all.length > FEW && (
              <Button size="small" onClick={() => setWhole(true)}>
                {t('profile.allSessions', { count: all.length })}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
