import CloseRounded from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { api, ask } from '../../api/client';
import { useCan } from '../../session/session';
import { moment } from '../../ui/format';
import { ListSkeleton, Loaded } from '../../ui/states';
import { ruleKeys } from '../rules/queries';
import { RunRow } from '../rules/RunRow';
import type { RuleWords } from '../rules/words';
import { EventIcon } from './EventIcon';
import { orderOf } from './gist';
import type { PlatformEvent } from './queries';

type Props = {
  /** Null: none is open. */
  id: number | null;
  /** What the list knows of it. */
  event: PlatformEvent | undefined;
  words: RuleWords;
  onClose: () => void;
};

/** One event: what it says, who caused it, and why something came of it or did not. */
export function EventPanel({ id, event, words, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      anchor="right"
      open={id !== null}
      onClose={onClose}
      slotProps={{ paper: { 'aria-labelledby': 'event-title', role: 'dialog', sx: { width: { xs: '100%', sm: 540 }, maxWidth: '100%' } } }}
    >
      {id !== null && (
        <Box sx={{ p: { xs: 2, sm: 3 } }}>
          <Stack direction="row" sx={{ gap: 1.5, alignItems: 'flex-start', mb: 2 }}>
            {event && <EventIcon type={event.event_type} />}
            <Box sx={{ flexGrow: 1, minWidth: 0 }}>
              <Typography variant="h2" id="event-title">
                {event ? words.trigger(event.event_type) : t('rules.event', { id })}
              </Typography>
              {event && (
                <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                  {t('order.number', { id })} ·{' '}
                  <code>{event.event_type}</code>
                </Typography>
              )}
            </Box>
            <IconButton onClick={onClose} aria-label={t('do.close')} edge="end">
              <CloseRounded />
            </IconButton>
          </Stack>
          {event && <Details event={event} words={words} />}
          <Typography variant="h3" sx={{ mt: 3, mb: 0.5 }}>
            {t('events.why')}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
            {t('events.whyText')}
          </Typography>
          <Runs id={id} words={words} />
        </Box>
      )}
    </Drawer>
  );
}

function Details({ event, words }: { event: PlatformEvent; words: RuleWords }) {
  const { t } = useTranslation();
  const can = useCan();
  const order = orderOf(event);
  return (
    <>
      <Facts
        facts={[
          [t('events.when'), moment(event.created_at)],
          [
            t('events.actor'),
            event.actor === null ? (
              t('events.platform')
            ) : can('users.read') ? (
              <Link component={RouterLink} to={`/admin/users/${event.actor}`}>
                {event.actor_username}
              </Link>
            ) : (
              event.actor_username
            ),
          ],
          [t('events.about'), t('rules.ofEntity', { id: event.entity_id, entity: t(`events.entity.${event.entity_type}`) })],
          ...Object.entries(event.payload)
            .filter(([, value]) => value !== '')
            .map(([name, value]): [string, string] => [
              words.field(`event.payload.${name}`, event.event_type),
              words.value(value, words.fieldOf(`event.payload.${name}`, event.event_type)),
            ]),
        ]}
      />
      <Stack direction="row" sx={{ gap: 1, mt: 2, flexWrap: 'wrap' }}>
        {order !== null && can('appointments.read') && (
          <Button component={RouterLink} to={`/orders/${order}`} variant="outlined" size="small">
            {t('events.openOrder', { id: order })}
          </Button>
        )}
        <Button
          component={RouterLink}
          to={`/admin/events?${new URLSearchParams({ entity_type: event.entity_type, entity_id: event.entity_id, event: String(event.id) }).toString()}`}
          size="small"
        >
          {t('events.sameEntity')}
        </Button>
      </Stack>
      <Box component="details" sx={{ mt: 2, '& summary': { cursor: 'pointer', color: 'text.secondary', fontSize: 14 } }}>
        <summary>{t('events.payload')}</summary>
        <Box component="pre" tabIndex={0} sx={{ m: 0, mt: 1, p: 1.5, borderRadius: '10px', bgcolor: 'action.hover', overflowX: 'auto', fontSize: 13 }}>
          {JSON.stringify(event.payload, null, 2)}
        </Box>
      </Box>
    </>
  );
}

function Facts({ facts }: { facts: [string, React.ReactNode][] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(110px, auto) minmax(0, 1fr)', columnGap: 2, rowGap: 0.75, fontSize: 14 }}>
      {facts.map(([name, value]) => [
        <Box component="dt" key={`${name} name`} sx={{ color: 'text.secondary' }}>
          {name}
        </Box>,
        <Box component="dd" key={name} sx={{ m: 0, overflowWrap: 'anywhere' }}>
          {value}
        </Box>,
      ])}
    </Box>
  );
}

function Runs({ id, words }: { id: number; words: RuleWords }) {
  const { t } = useTranslation();
  const runs = useQuery({ queryKey: ruleKeys.runsOfEvent(id), queryFn: () => ask(api.GET('/events/{id}/runs/', { params: { path: { id } } })), staleTime: 0 });
  return (
    <Loaded query={runs} skeleton={<ListSkeleton rows={2} height={64} />}>
      {(all) =>
        all.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', p: 2, borderRadius: '10px', bgcolor: 'action.hover' }}>{t('events.noRules')}</Typography>
        ) : (
          all.map((run) => <RunRow key={`${run.rule_id} ${run.rule_version} ${run.attempt}`} run={run} of="event" words={words} />)
        )
      }
    </Loaded>
  );
}
