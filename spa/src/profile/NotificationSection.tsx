import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chime } from '../notifications/chime';
import { prefer, usePreferences } from '../notifications/preferences';
import { Section } from '../ui/Section';

type Permission = NotificationPermission | 'unsupported';

function permission(): Permission {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Phones have the permission, but show nothing that a page makes. */
function showsExample(title: string): boolean {
  try {
    new Notification(title, { tag: 'guildhall.example', icon: '/favicon.svg' });
    return true;
  } catch {
    return false;
  }
}

/** How one hears of what happens, in this browser. */
export function NotificationSection() {
  const { t } = useTranslation();
  const { sound, desktop } = usePreferences();
  const [allowed, setAllowed] = useState(permission);

  const chooseDesktop = async (wanted: boolean) => {
    if (!wanted) {
      prefer({ desktop: false });
      return;
    }
    const answer = await Notification.requestPermission();
    const canShow = answer !== 'granted' || showsExample(t('profile.desktopExample'));
    setAllowed(canShow ? answer : 'unsupported');
    prefer({ desktop: answer === 'granted' && canShow });
  };
  return (
    <Section title={t('profile.notifications')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('profile.notificationsText')}
      </Typography>
      <Stack>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center' }}>
          <FormControlLabel
            control={
              <Switch
                checked={sound}
                onChange={(_, wanted) => {
                  prefer({ sound: wanted });
                  if (wanted) {
                    chime();
                  }
                }}
              />
            }
            label={t('profile.sound')}
          />
          {sound && (
            <Button size="small" onClick={chime}>
              {t('profile.listen')}
            </Button>
          )}
        </Stack>
        {allowed !== 'unsupported' && (
          <FormControlLabel
            control={<Switch checked={desktop && allowed === 'granted'} disabled={allowed === 'denied'} onChange={(_, wanted) => void chooseDesktop(wanted)} />}
            label={t('profile.desktop')}
          />
        )}
        {allowed === 'unsupported' && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('profile.desktopUnsupported')}
          </Typography>
        )}
        {allowed === 'denied' && (
          <Alert severity="info" sx={{ mt: 1 }}>
            {t('profile.desktopDenied')}
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
