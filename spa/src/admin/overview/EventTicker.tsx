import BoltOutlined from '@mui/icons-material/BoltOutlined';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, askPage } from '../../api/client';
import { language } from '../../i18n/i18n';
import { meaningOf } from '../../platform/rules/meaning';
import { useCatalogue } from '../../platform/rules/queries';
import { useCan } from '../../session/session';
import { Moment } from '../../ui/Moment';
import { Section } from '../../ui/Section';
import { EmptyState, ListSkeleton, Loaded } from '../../ui/states';

/** What has just happened, as it happens. */
export function EventTicker() {
  const { t } = useTranslation();
  const can = useCan();
  const catalogue = useCatalogue(can('rules.read'));
  const events = useQuery({
    queryKey: ['admin', 'events', 'ticker'],
    queryFn: () => askPage(api.GET('/events/', { params: { query: { limit: 14 } } })),
  });
  return (
    <Section
      title={t('overview.ticker')}
      actions={
        <Button component={Link} to="/admin/events" size="small">
          {t('overview.all')}
        </Button>
      }
    >
      <Loaded query={events} skeleton={<ListSkeleton rows={6} height={36} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<BoltOutlined />} title={t('overview.noEvents')} text={t('overview.noEventsText')} />
          ) : (
            <List disablePadding aria-live="polite">
              {items.map((event) => (
                <ListItem key={event.id} disableGutters divider sx={{ py: 0.75 }}>
                  <Stack direction="row" sx={{ width: '100%', gap: 1, alignItems: 'baseline' }}>
                    <Typography variant="body2" sx={{ flexGrow: 1, minWidth: 0 }}>
                      {meaningOf(catalogue.data, event.event_type, language()) ?? event.event_type}
                    </Typography>
                    {event.entity_type === 'Appointment' && (
                      <MuiLink component={Link} to={`/orders/${event.entity_id}`} variant="body2" noWrap sx={{ flexShrink: 0 }}>
                        {t('order.number', { id: event.entity_id })}
                      </MuiLink>
                    )}
                    <Typography variant="caption" noWrap sx={{ color: 'text.secondary', flexShrink: 0 }}>
                      <Moment at={event.created_at} />
                    </Typography>
                  </Stack>
                </ListItem>
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  );
}
