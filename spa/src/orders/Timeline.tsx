import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { money } from '../ui/format';
import { ListSkeleton, Loaded } from '../ui/states';
import { timelineOf } from './order';
import { happenings, noteOf, sentenceOf, type Happening } from './timeline';
import { WarningWords } from './WarningWords';

/** What has happened to an order, in words. */
export function Timeline({ order }: { order: Order }) {
  const { t } = useTranslation();
  const user = useMe();
  const entries = useQuery(timelineOf(order.id));
  const whoIs = (actor: number | null, name?: string) => (actor === user.id ? t('order.you') : (name ?? t('timeline.platform')));
  return (
    <Section title={t('timeline.title')}>
      <Loaded query={entries} skeleton={<ListSkeleton rows={3} height={44} />}>
        {(all) => (
          <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }}>
            {happenings(all).map((one) => (
              <Row key={one.entry.id} at={one.entry.created_at} who={whoIs(one.entry.actor, one.entry.actor_username)}>
                <Words order={order} happening={one} />
              </Row>
            ))}
            <Row at={order.created_at} who={whoIs(order.client, order.client_username)} isLast>
              {t('timeline.filed')}
            </Row>
          </Box>
        )}
      </Loaded>
    </Section>
  );
}

function Row({ at, who, isLast, children }: { at: string; who: string; isLast?: boolean; children: ReactNode }) {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '20px 1fr', columnGap: 1.25 }}>
      <Stack aria-hidden sx={{ alignItems: 'center' }}>
        <Box sx={{ width: 10, height: 10, mt: 0.75, borderRadius: '50%', bgcolor: 'primary.main', flexShrink: 0 }} />
        {!isLast && <Box sx={{ width: 2, flexGrow: 1, bgcolor: 'divider', mt: 0.75 }} />}
      </Stack>
      <Box sx={{ pb: isLast ? 0 : 2, minWidth: 0 }}>
        <Typography component="div" sx={{ overflowWrap: 'anywhere' }}>
          {children}
        </Typography>
        <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
          {who} · <Moment at={at} />
        </Typography>
      </Box>
    </Box>
  );
}

function Words({ order, happening }: { order: Order; happening: Happening }) {
  const { t } = useTranslation();
  const { entry, led } = happening;
  const { total_price: price, payment_method: method, assigned_master_id: master } = entry.metadata;
  const note = noteOf(happening);
  const warnings = [...entry.warnings, ...(led?.warnings ?? [])];
  return (
    <>
      {t(sentenceOf(entry), {
        price: typeof price === 'number' ? money(price, order.currency) : '',
        method: method === 'crypto' || method === 'bank_transfer' ? t(`payment.${method}`) : '',
        master: master === order.assigned_master ? order.master_username : t('timeline.formerMaster', { id: String(master) }),
        from: entry.from_status && t(`status.${entry.from_status}`),
        to: entry.to_status && t(`status.${entry.to_status}`),
      })}
      {note && (
        <Typography variant="body2" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
          {note}
        </Typography>
      )}
      {warnings.length > 0 && (
        <Typography variant="body2" sx={{ color: 'warning.main' }}>
          {t('timeline.lacks')} <WarningWords warnings={warnings} />
        </Typography>
      )}
    </>
  );
}
