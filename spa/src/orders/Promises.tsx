import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { Section } from '../ui/Section';
import { ToneChip } from '../ui/chips';
import { ListSkeleton, Loaded } from '../ui/states';

function slaOf(id: number) {
  return { queryKey: keys.sla(id), queryFn: () => ask(api.GET('/appointments/{id}/sla/', { params: { path: { id } } })) };
}

const TONES = { not_started: 'default', running: 'info', at_risk: 'warning', overdue: 'error', in_time: 'success', late: 'error', not_counted: 'default' } as const;

/** How the promises about an order were kept, for those who have to keep them. */
export function Promises({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { role } = useMe();
  const promises = useQuery({ ...slaOf(order.id), enabled: role !== 'client' });
  if (role === 'client') {
    return null;
  }
  return (
    <Section title={t('sla.title')}>
      <Loaded query={promises} skeleton={<ListSkeleton rows={2} height={24} />}>
        {({ clocks }) => (
          <Box sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 1.25, rowGap: 1, alignItems: 'center' }}>
            {clocks.map(({ clock, state, words }) => (
              <Fragment key={clock}>
                <ToneChip tone={TONES[state]} label={t(`sla.name.${clock}`)} />
                <Typography variant="body2">{words}</Typography>
              </Fragment>
            ))}
          </Box>
        )}
      </Loaded>
    </Section>
  );
}
