import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/CopyField';

/** The one time a secret is seen. A click beside it does not close it. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={secret !== null} aria-labelledby="secret-title">
      <DialogTitle id="secret-title">{t('webhooks.secretTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{t('webhooks.secretText')}</DialogContentText>
        <CopyField label={t('webhooks.secret')} value={secret ?? ''} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('webhooks.secretKept')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
