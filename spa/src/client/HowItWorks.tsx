import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

const STEPS = ['how.file', 'how.price', 'how.work'] as const;

/** For those who have not filed anything yet. */
export function HowItWorks() {
  const { t } = useTranslation();
  return (
    <Box component="ol" sx={{ display: 'grid', gridTemplateColumns: { sm: 'repeat(3, 1fr)' }, gap: 2.5, listStyle: 'none', p: 0, m: 0 }}>
      {STEPS.map((step, at) => (
        <Stack key={step} component="li" direction={{ xs: 'row', sm: 'column' }} sx={{ gap: 1.5 }}>
          <Box
            aria-hidden
            sx={{ width: 36, height: 36, flexShrink: 0, borderRadius: '50%', display: 'grid', placeItems: 'center', fontWeight: 700, color: 'primary.main', border: 2 }}
          >
            {at + 1}
          </Box>
          <div>
            <Typography variant="h3">{t(step)}</Typography>
            <Typography sx={{ color: 'text.secondary' }}>{t(`${step}.text`)}</Typography>
          </div>
        </Stack>
      ))}
    </Box>
  );
}
