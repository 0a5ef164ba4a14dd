import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { useCan } from '../session/session';
import { Page } from '../ui/Page';
import { MaintenanceActions } from './system/MaintenanceActions';
import { SettingsForm } from './system/SettingsForm';
import { SystemState } from './system/SystemState';

export function SystemPage() {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Page title={t('nav.system')} width={860}>
      <Stack spacing={2.5}>
        {can('settings.read') && <SettingsForm />}
        <SystemState />
        {can('system.run') && <MaintenanceActions />}
      </Stack>
    </Page>
  );
}
