import AddRounded from '@mui/icons-material/AddRounded';
import WebhookRounded from '@mui/icons-material/WebhookRounded';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAdminLive } from '../admin/useAdminLive';
import { useCan } from '../session/session';
import { Page } from '../ui/Page';
import { SecretDialog } from '../ui/SecretDialog';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { WebhookCard } from './webhooks/WebhookCard';
import { WebhookDialog } from './webhooks/WebhookDialog';
import { useWebhooks, type Webhook } from './webhooks/webhooks';

/** Other systems that hear of events. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const webhooks = useWebhooks(useAdminLive());
  const [edited, setEdited] = useState<Webhook | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const open = (webhook: Webhook | null) => {
    setEdited(webhook);
    setOpen(true);
  };
  const create = can('settings.write') && (
    <Button variant="contained" startIcon={<AddRounded />} onClick={() => open(null)}>
      {t('webhooks.new')}
    </Button>
  );

  return (
    <Page title={t('nav.webhooks')} subtitle={t('webhooks.subtitle')} actions={create}>
      <Loaded query={webhooks} skeleton={<ListSkeleton rows={2} height={150} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<WebhookRounded />} title={t('webhooks.none')} text={t('webhooks.noneText')} action={create} />
          ) : (
            <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {all.map((webhook) => (
                <WebhookCard key={webhook.id} webhook={webhook} onEdit={() => open(webhook)} onSecret={setSecret} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <WebhookDialog webhook={edited} isOpen={isOpen} onClose={() => setOpen(false)} onSecret={setSecret} />
      <SecretDialog
        title={t('webhooks.secretTitle')}
        text={t('webhooks.secretText')}
        label={t('webhooks.secret')}
        secret={secret}
        kept={t('webhooks.secretKept')}
        onClose={() => setSecret(null)}
      />
    </Page>
  );
}
