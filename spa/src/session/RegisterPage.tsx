import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, useLocation } from 'react-router';
import { api, ask } from '../api/client';
import { GuestPage } from './GuestPage';
import { NewAccountForm } from './NewAccountForm';

export function RegisterPage() {
  const { t } = useTranslation();
  const location = useLocation();
  return (
    <GuestPage title={t('register.title')} text={t('register.text')}>
      <NewAccountForm submit={t('register.submit')} create={(body) => ask(api.POST('/auth/register/', { body }))} />
      <Link component={RouterLink} to="/login" state={location.state} sx={{ display: 'block', textAlign: 'center', mt: 2 }}>
        {t('register.login')}
      </Link>
    </GuestPage>
  );
}
