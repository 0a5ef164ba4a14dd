import CheckCircleRounded from '@mui/icons-material/CheckCircleRounded';
import ErrorRounded from '@mui/icons-material/ErrorRounded';
import RemoveCircleOutlineRounded from '@mui/icons-material/RemoveCircleOutlineRounded';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { moment } from '../../ui/format';
import { Section } from '../../ui/Section';
import { ListSkeleton, Loaded } from '../../ui/states';

/** What is set up, and whether it works. */
export function SystemState() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['admin', 'system', 'status'], queryFn: () => ask(api.GET('/admin/system/status/')) });
  return (
    <Section title={t('system.state')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={4} height={40} />}>
        {(state) => (
          <List dense disablePadding>
            <Line state={state.database.connected ? 'good' : 'bad'} name={t('system.database')} text={state.database.error || state.database.engine} />
            <Line
              state={state.telegram.bot_token_configured ? 'good' : 'off'}
              name={t('system.bot')}
              text={state.telegram.bot_token_configured ? (state.telegram.login_username ? `@${state.telegram.login_username}` : t('system.noWidget')) : t('system.notConfigured')}
            />
            <Line state={state.payments.bank_requisites_configured ? 'good' : 'off'} name={t('settings.bank')} text={configured(state.payments.bank_requisites_configured)} />
            <Line state={state.payments.crypto_requisites_configured ? 'good' : 'off'} name={t('settings.crypto')} text={configured(state.payments.crypto_requisites_configured)} />
            <Line state="good" name={t('system.time')} text={moment(state.server_time)} />
          </List>
        )}
      </Loaded>
    </Section>
  );

  function configured(is: boolean) {
    return is ? t('system.configured') : t('system.notConfigured');
  }
}

function Line({ state, name, text }: { state: 'good' | 'bad' | 'off'; name: string; text: string }) {
  return (
    <ListItem disableGutters>
      <ListItemIcon sx={{ minWidth: 36 }}>
        {state === 'good' ? <CheckCircleRounded color="success" /> : state === 'bad' ? <ErrorRounded color="error" /> : <RemoveCircleOutlineRounded color="action" />}
      </ListItemIcon>
      <ListItemText primary={name} secondary={text} />
    </ListItem>
  );
}
