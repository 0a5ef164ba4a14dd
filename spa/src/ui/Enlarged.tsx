import CloseRounded from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';

export type EnlargedProps = { url: string; alt: string; isOpen: boolean; onClose: () => void };

/** An image as large as the screen lets it be. */
export function Enlarged({ url, alt, isOpen, onClose }: EnlargedProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={isOpen} onClose={onClose} maxWidth={false} fullWidth={false} slotProps={{ paper: { 'aria-label': alt } }}>
      <IconButton
        aria-label={t('do.close')}
        onClick={onClose}
        sx={{ position: 'absolute', right: 8, top: 8, bgcolor: 'background.paper', '&:hover': { bgcolor: 'background.paper' } }}
      >
        <CloseRounded />
      </IconButton>
      <Box component="img" src={url} alt={alt} sx={{ display: 'block', maxWidth: '95vw', maxHeight: '90vh' }} />
    </Dialog>
  );
}
