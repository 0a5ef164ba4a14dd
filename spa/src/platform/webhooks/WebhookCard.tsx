import DeleteOutlineRounded from '@mui/icons-material/DeleteOutlineRounded';
import EditOutlined from '@mui/icons-material/EditOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Collapse from '@mui/material/Collapse';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../session/session';
import { useFeedback } from '../../ui/feedback';
import { moment } from '../../ui/format';
import { Deliveries } from './Deliveries';
import { useDeleteWebhook, useRotateSecret, useSwitchWebhook, useTestWebhook, type Webhook } from './webhooks';

type Props = { webhook: Webhook; onEdit: () => void; onSecret: (secret: string) => void };

/** One webhook, and what was sent to it. */
export function WebhookCard({ webhook, onEdit, onSecret }: Props) {
  const { t } = useTranslation();
  const can = useCan();
  const { say, sayFailure, confirm } = useFeedback();
  const [isOpen, setOpen] = useState(false);
  const toggle = useSwitchWebhook();
  const remove = useDeleteWebhook();
  const rotate = useRotateSecret();
  const test = useTestWebhook();
  const mayChange = can('settings.write');

  const rotateAfterQuestion = async () => {
    if ((await confirm({ title: t('webhooks.rotateTitle'), text: t('webhooks.rotateText'), confirm: t('webhooks.rotate') })) !== null) {
      rotate.mutate(webhook.id, { onSuccess: ({ secret }) => onSecret(secret), onError: sayFailure });
    }
  };
  const removeAfterQuestion = async () => {
    if ((await confirm({ title: t('webhooks.deleteTitle'), text: t('webhooks.deleteText', { url: webhook.url }), confirm: t('do.delete'), danger: true })) !== null) {
      remove.mutate(webhook.id, { onError: sayFailure });
    }
  };
  const sendTest = () =>
    test.mutate(webhook.id, {
      onSuccess: () => {
        say(t('webhooks.tested'));
        setOpen(true);
      },
      onError: sayFailure,
    });
  return (
    <Card component="li" sx={{ p: 2 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Stack sx={{ flex: '1 1 220px', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{webhook.url}</Typography>
          {webhook.description && <Typography variant="body2">{webhook.description}</Typography>}
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {webhook.event_types.length ? webhook.event_types.join(', ') : t('webhooks.allTypes')}
          </Typography>
        </Stack>
        <Switch
          checked={webhook.is_enabled}
          disabled={!mayChange}
          onChange={(_, is_enabled) => toggle.mutate({ id: webhook.id, is_enabled }, { onError: sayFailure })}
          slotProps={{ input: { 'aria-label': t('webhooks.toggle', { url: webhook.url }) } }}
        />
        {mayChange && (
          <>
            <Tooltip title={t('do.edit')}>
              <IconButton aria-label={`${t('do.edit')}: ${webhook.url}`} onClick={onEdit}>
                <EditOutlined />
              </IconButton>
            </Tooltip>
            <Tooltip title={t('do.delete')}>
              <IconButton aria-label={`${t('do.delete')}: ${webhook.url}`} onClick={() => void removeAfterQuestion()}>
                <DeleteOutlineRounded />
              </IconButton>
            </Tooltip>
          </>
        )}
      </Stack>
      {webhook.disabled_at && <Alert severity="error">{t('webhooks.disabled', { at: moment(webhook.disabled_at) })}</Alert>}
      {!webhook.disabled_at && webhook.failing_since && <Alert severity="warning">{t('webhooks.failing', { at: moment(webhook.failing_since) })}</Alert>}
      {webhook.previous_secret_until && <Alert severity="info">{t('webhooks.twoSecrets', { at: moment(webhook.previous_secret_until) })}</Alert>}
      <Stack direction="row" sx={{ gap: 1, mt: 1, flexWrap: 'wrap' }}>
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('webhooks.deliveries')}
        </Button>
        {mayChange && (
          <>
            <Button size="small" onClick={sendTest} loading={test.isPending}>
              {t('webhooks.test')}
            </Button>
            <Button size="small" onClick={() => void rotateAfterQuestion()} loading={rotate.isPending}>
              {t('webhooks.rotate')}
            </Button>
          </>
        )}
      </Stack>
      <Collapse in={isOpen} unmountOnExit>
        <Deliveries webhook={webhook.id} />
      </Collapse>
    </Card>
  );
}
