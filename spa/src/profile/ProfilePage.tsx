import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useMe } from '../session/session';
import { Page } from '../ui/Page';
import { AppearanceSection } from './AppearanceSection';
import { IdentitySection } from './IdentitySection';
import { NotificationSection } from './NotificationSection';
import { OutsideSection } from './OutsideSection';
import { PasswordSection } from './PasswordSection';
import { SecondStepSection } from './SecondStepSection';
import { SessionsSection } from './SessionsSection';
import { StandingSection } from './StandingSection';

/** Who one is here, and how one wants it. */
export function ProfilePage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) {
      document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'start' });
    }
  }, [hash]);

  return (
    <Page title={t('nav.profile')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, gap: 2, alignItems: 'start' }}>
        <Stack spacing={2}>
          <IdentitySection />
          {role === 'client' && <StandingSection />}
          <SessionsSection />
        </Stack>
        <Stack spacing={2}>
          <AppearanceSection />
          <Box id="notifications" sx={{ scrollMarginTop: 80 }}>
            <NotificationSection />
          </Box>
          <OutsideSection />
          <PasswordSection />
          <SecondStepSection />
        </Stack>
      </Box>
    </Page>
  );
}
