import ArrowBackRounded from '@mui/icons-material/ArrowBackRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Props = {
  title: string;
  /** Below the title. */
  subtitle?: ReactNode;
  /** Where the page belongs. */
  back?: string;
  actions?: ReactNode;
  /** In pixels; what is only read should not be wider than the eye likes. */
  width?: number;
  children: ReactNode;
};

/** The frame of every page: its name, what can be done with all of it, its content. */
export function Page({ title, subtitle, back, actions, width = 1120, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Guildhall`;
  }, [title]);
  return (
    <Box sx={{ maxWidth: width, mx: 'auto', width: '100%' }}>
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 1, mb: 2.5 }}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flex: '1 1 200px', minWidth: 0 }}>
          {back && (
            <IconButton component={Link} to={back} aria-label={t('app.back')} edge="start">
              <ArrowBackRounded />
            </IconButton>
          )}
          <Box sx={{ flexGrow: 1, minWidth: 0 }}>
            <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
              {title}
            </Typography>
            {subtitle && (
              <Typography component="div" sx={{ color: 'text.secondary', mt: 0.5 }}>
                {subtitle}
              </Typography>
            )}
          </Box>
        </Stack>
        {actions}
      </Stack>
      {children}
    </Box>
  );
}
