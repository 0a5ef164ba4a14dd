import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import { useTranslation } from 'react-i18next';
import { Destinations } from './Destinations';
import type { Destination } from './navigation';

export type MoreDestinationsProps = { all: Destination[]; here?: Destination; isOpen: boolean; onClose: () => void };

/** All that has no room at the bottom of a phone. */
export function MoreDestinations({ all, here, isOpen, onClose }: MoreDestinationsProps) {
  const { t } = useTranslation();
  return (
    <Drawer anchor="bottom" open={isOpen} onClose={onClose} slotProps={{ paper: { 'aria-label': t('app.menu'), sx: { borderTopLeftRadius: 20, borderTopRightRadius: 20, maxHeight: '80dvh' } } }}>
      <Box component="nav" aria-label={t('app.menu')} sx={{ pt: 1.5 }}>
        <Destinations all={all} here={here} />
      </Box>
    </Drawer>
  );
}
