import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../session/session';
import { ToneChip } from '../../ui/chips';
import { useFeedback } from '../../ui/feedback';
import { moment } from '../../ui/format';
import { LoadMore } from '../../ui/LoadMore';
import { Moment } from '../../ui/Moment';
import { ListSkeleton, Loaded } from '../../ui/states';
import { useDeliveries, useReplay, type WebhookDelivery } from './webhooks';

const TONES = { waiting: 'info', sent: 'success', failed: 'error', dropped: 'default' } as const;

/** What was sent to a webhook, and what it said. */
export function Deliveries({ webhook }: { webhook: number }) {
  const { t } = useTranslation();
  const list = useDeliveries(webhook);
  const deliveries = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Loaded query={{ ...list, data: deliveries }} skeleton={<ListSkeleton rows={3} height={44} />}>
      {(all) =>
        all.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 1 }}>{t('webhooks.noDeliveries')}</Typography>
        ) : (
          <>
            <Stack component="ul" aria-label={t('webhooks.deliveries')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {all.map((delivery) => (
                <Delivery key={delivery.id} delivery={delivery} />
              ))}
            </Stack>
            <LoadMore list={list} />
          </>
        )
      }
    </Loaded>
  );
}

function Delivery({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation();
  const can = useCan();
  const { sayFailure } = useFeedback();
  const replay = useReplay(delivery.webhook);
  return (
    <Stack component="li" direction="row" sx={{ alignItems: 'center', gap: 1, py: 0.75, flexWrap: 'wrap' }}>
      <ToneChip tone={TONES[delivery.state]} label={t(`webhooks.state.${delivery.state}`)} />
      <Stack sx={{ flex: '1 1 200px', minWidth: 0 }}>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {delivery.event_type} · <Moment at={delivery.created_at} />
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {[
            t('webhooks.attempts', { count: delivery.attempts }),
            delivery.response_status,
            delivery.duration_ms === null ? null : t('webhooks.took', { ms: delivery.duration_ms }),
            delivery.failure,
            delivery.state === 'waiting' && delivery.next_attempt_at && t('webhooks.nextAttempt', { at: moment(delivery.next_attempt_at) }),
            delivery.response_text,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
      </Stack>
      {can('settings.write') && delivery.state !== 'waiting' && (
        <Button size="small" loading={replay.isPending} onClick={() => replay.mutate(delivery.id, { onError: sayFailure })}>
          {t('webhooks.replay')}
        </Button>
      )}
    </Stack>
  );
}
