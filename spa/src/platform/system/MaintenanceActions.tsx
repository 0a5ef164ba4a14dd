import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, newKey, type Schemas } from '../../api/client';
import { useFeedback } from '../../ui/feedback';
import { Section } from '../../ui/Section';

const ACTIONS = ['check', 'migrate', 'collectstatic', 'clearsessions'] as const satisfies Schemas['Action']['action'][];

/** Chores of the installation. */
export function MaintenanceActions() {
  const { t } = useTranslation();
  const { sayFailure } = useFeedback();
  const run = useMutation({
    mutationFn: (action: Schemas['Action']['action']) =>
      ask(api.POST('/admin/system/run-action/', { body: { action }, params: { header: { 'Idempotency-Key': newKey() } } })),
    onError: sayFailure,
  });
  return (
    <Section title={t('system.actions')}>
      <Stack spacing={1.5}>
        {ACTIONS.map((action) => (
          <Stack key={action} direction="row" sx={{ alignItems: 'center', gap: 2 }}>
            <Box sx={{ flexGrow: 1 }}>
              <Typography sx={{ fontWeight: 600 }}>{t(`action.${action}`)}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t(`action.${action}Text`)}
              </Typography>
            </Box>
            <Button variant="outlined" disabled={run.isPending} loading={run.isPending && run.variables === action} onClick={() => run.mutate(action)} aria-label={`${t('system.run')}: ${t(`action.${action}`)}`}>
              {t('system.run')}
            </Button>
          </Stack>
        ))}
        {run.data && (
          <Alert severity={run.data.success ? 'success' : 'error'} sx={{ whiteSpace: 'pre-wrap' }}>
            {run.data.stdout || run.data.stderr || t('system.done')}
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
