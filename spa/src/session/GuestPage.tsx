import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { language, LANGUAGES, speak } from '../i18n/i18n';

/** The frame of the pages for those who are not signed in. */
export function GuestPage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Guildhall`;
  }, [title]);
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        placeItems: 'center',
        p: 2,
        background:
          'radial-gradient(60rem 40rem at 15% -10%, color-mix(in srgb, var(--mui-palette-primary-main) 22%, transparent), transparent), var(--mui-palette-background-default)',
      }}
    >
      <Stack sx={{ width: '100%', maxWidth: 420, gap: 2.5 }}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5 }}>
          <Box component="img" src="/favicon.svg" alt="" sx={{ width: 44, height: 44 }} />
          <Box sx={{ flexGrow: 1 }}>
            <Typography sx={{ fontWeight: 750, fontSize: '1.35rem', letterSpacing: '-0.02em' }}>Guildhall</Typography>
          </Box>
          <ToggleButtonGroup exclusive size="small" value={language()} onChange={(_, chosen) => chosen && void speak(chosen)} aria-label="Язык / Language">
            {LANGUAGES.map((each) => (
              <ToggleButton key={each} value={each} sx={{ px: 1.5 }}>
                {each.toUpperCase()}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Stack>
        <Card sx={{ p: { xs: 2.5, sm: 4 } }}>
          <Typography variant="h1">{title}</Typography>
          <Typography sx={{ color: 'text.secondary', mt: 0.75, mb: 3 }}>{text}</Typography>
          {children}
        </Card>
        <Typography variant="body2" sx={{ color: 'text.secondary', textAlign: 'center' }}>
          {t('login.tagline')}
        </Typography>
      </Stack>
    </Box>
  );
}
