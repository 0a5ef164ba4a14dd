import ArrowForwardRounded from '@mui/icons-material/ArrowForwardRounded';
import CheckCircleRounded from '@mui/icons-material/CheckCircleRounded';
import RadioButtonUncheckedRounded from '@mui/icons-material/RadioButtonUncheckedRounded';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { useCan, useSession } from '../../session/session';
import { Section } from '../../ui/Section';

/** Leads a new installation to a shop that works; gone as soon as it does. */
export function FirstSteps({ masters, orders }: { masters: number; orders: number }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const can = useCan();
  const settings = me!.payment_settings;
  const isOpen = useQuery({ queryKey: keys.registration, queryFn: () => ask(api.GET('/auth/registration-status/')) }).data?.open === true;
  const steps = [
    { label: t('firstSteps.payment'), text: t('firstSteps.paymentText'), to: '/admin/system', isDone: !!(settings.bank_requisites || settings.crypto_requisites), may: can('settings.write') },
    { label: t('firstSteps.people'), text: t('firstSteps.peopleText'), to: '/admin/flags', isDone: masters > 0 || isOpen, may: can('flags.write') },
    { label: t('firstSteps.master'), text: t('firstSteps.masterText'), to: '/admin/users', isDone: masters > 0, may: can('users.role') },
    { label: t('firstSteps.order'), text: t('firstSteps.orderText'), to: '/admin/appointments', isDone: orders > 0, may: true },
  ].filter(({ may }) => may);
  if (steps.every(({ isDone }) => isDone)) {
    return null;
  }
  return (
    <Section title={t('firstSteps.title')}>
      <List component="div" disablePadding sx={{ mx: -1 }}>
        {steps.map(({ label, text, to, isDone }) => (
          <ListItemButton key={label} component={Link} to={to} sx={{ borderRadius: 2, px: 1 }}>
            <ListItemIcon sx={{ minWidth: 40 }}>{isDone ? <CheckCircleRounded color="success" /> : <RadioButtonUncheckedRounded />}</ListItemIcon>
            <ListItemText primary={label} secondary={text} slotProps={{ primary: { sx: { fontWeight: 600 } } }} />
            <ArrowForwardRounded color="action" />
          </ListItemButton>
        ))}
      </List>
    </Section>
  );
}
