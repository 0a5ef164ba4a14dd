import MenuRounded from '@mui/icons-material/MenuRounded';
import AppBar from '@mui/material/AppBar';
import BottomNavigation from '@mui/material/BottomNavigation';
import BottomNavigationAction from '@mui/material/BottomNavigationAction';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, Outlet, useLocation, useNavigationType } from 'react-router';
import { Bell } from '../notifications/Bell';
import { useMe } from '../session/session';
import { onDemand } from '../ui/onDemand';
import { ListSkeleton } from '../ui/states';
import { AccountButton } from './AccountButton';
import { ConnectionNotice } from './ConnectionNotice';
import { Destinations } from './Destinations';
import type { MoreDestinationsProps } from './MoreDestinations';
import { destinations, type Destination } from './navigation';
import { Rescue } from './Rescue';

const MoreDestinations = onDemand<MoreDestinationsProps>(async () => (await import('./MoreDestinations')).MoreDestinations);

const SIDE = 236;
/** So many fit beside each other on a phone. */
const IN_REACH = 4;

/** What is around every page: where one can go, who one is, whether the connection is there. */
export function Shell() {
  const { t } = useTranslation();
  const user = useMe();
  const { pathname, hash } = useLocation();
  const way = useNavigationType();
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  const [isMenuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const all = destinations(user);
  const here = current(all, pathname);

  // Who goes back finds the place they left, and a page that is opened at a part of it goes there itself.
  const startsAtTop = useEffectEvent(() => way !== 'POP' && !hash);
  useEffect(() => {
    setMenuOpen(false);
    if (startsAtTop()) {
      window.scrollTo(0, 0);
    }
  }, [pathname]);

  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh' }}>
      <Link
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        sx={{ position: 'fixed', left: 8, top: -60, zIndex: 2000, p: 1, bgcolor: 'background.paper', '&:focus': { top: 8 } }}
      >
        {t('app.skip')}
      </Link>
      {isWide && (
        <Paper
          component="nav"
          aria-label={t('app.menu')}
          square
          elevation={0}
          sx={{ position: 'sticky', top: 0, width: SIDE, height: '100dvh', flexShrink: 0, overflowY: 'auto', borderRight: 1, borderColor: 'divider' }}
        >
          <Brand />
          <Destinations all={all} here={here} />
        </Paper>
      )}
      <Box sx={{ flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <AppBar
          position="sticky"
          color="inherit"
          elevation={0}
          sx={{ bgcolor: 'color-mix(in srgb, var(--mui-palette-background-default) 88%, transparent)', backdropFilter: 'blur(10px)', borderBottom: 1, borderColor: 'divider' }}
        >
          <Toolbar sx={{ gap: 0.5, minHeight: { xs: 56, md: 60 } }}>
            {!isWide && <Brand />}
            <Box sx={{ flexGrow: 1 }} />
            <ConnectionNotice />
            <Bell />
            <AccountButton />
          </Toolbar>
        </AppBar>
        <Box component="main" id="main" ref={main} tabIndex={-1} sx={{ flexGrow: 1, p: { xs: 2, md: 3.5 }, pb: { xs: 'calc(88px + env(safe-area-inset-bottom))', md: 5 }, outline: 'none !important' }}>
          <Rescue place={pathname}>
            <Suspense fallback={<ListSkeleton />}>
              <Outlet />
            </Suspense>
          </Rescue>
        </Box>
      </Box>
      {!isWide && (
        <Paper
          component="nav"
          aria-label={t('app.menu')}
          square
          elevation={0}
          sx={{ position: 'fixed', bottom: 0, left: 0, right: 0, zIndex: 'appBar', borderTop: 1, borderColor: 'divider', pb: 'env(safe-area-inset-bottom)' }}
        >
          <BottomNavigation showLabels value={here?.to ?? false} sx={{ height: 64, '& .MuiBottomNavigationAction-root': { minWidth: 0, px: 0.5 } }}>
            {all.slice(0, all.length > IN_REACH + 1 ? IN_REACH : IN_REACH + 1).map(({ to, label, icon }) => (
              <BottomNavigationAction key={to} component={RouterLink} to={to} value={to} label={t(label)} icon={icon} aria-current={here?.to === to ? 'page' : undefined} />
            ))}
            {all.length > IN_REACH + 1 && <BottomNavigationAction value="more" label={t('app.more')} icon={<MenuRounded />} onClick={() => setMenuOpen(true)} />}
          </BottomNavigation>
        </Paper>
      )}
      <MoreDestinations all={all} here={here} isOpen={!isWide && isMenuOpen} onClose={() => setMenuOpen(false)} />
    </Box>
  );
}

function Brand() {
  return (
    <Stack component={RouterLink} to="/" direction="row" sx={{ alignItems: 'center', gap: 1.25, px: { xs: 0, md: 2.5 }, py: 1.75, color: 'text.primary', textDecoration: 'none' }}>
      <Box component="img" src="/favicon.svg" alt="" sx={{ width: 30, height: 30 }} />
      <Typography sx={{ fontWeight: 700, letterSpacing: '-0.02em', fontSize: '1.1rem' }}>Guildhall</Typography>
    </Stack>
  );
}

/** The destination a page belongs to: the one with the longest address in common. */
function current(all: Destination[], pathname: string): Destination | undefined {
  return all
    .filter(({ to, holds }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)) || (holds && pathname.startsWith(`${holds}/`)))
    .sort((one, other) => other.to.length - one.to.length)[0];
}
