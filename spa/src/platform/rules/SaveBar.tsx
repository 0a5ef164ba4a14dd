import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

type Props = {
  isNew: boolean;
  /** Whether it is switched on as it is written. */
  isActive: boolean;
  isSaving: boolean;
  problems: number;
  onSave: (activate: boolean) => void;
  onDiscard: () => void;
};

/** Stays in reach while there is something to be saved. */
export function SaveBar({ isNew, isActive, isSaving, problems, onSave, onDiscard }: Props) {
  const { t } = useTranslation();
  return (
    <Paper
      elevation={6}
      role="region"
      aria-label={t('rules.unsaved')}
      sx={{
        position: 'sticky',
        bottom: { xs: 'calc(76px + env(safe-area-inset-bottom))', md: 20 },
        zIndex: 'appBar',
        mt: 2,
        px: 2,
        py: 1,
        borderRadius: '14px',
        border: 1,
        borderColor: 'divider',
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1,
        '& .MuiButton-contained, & .MuiButton-outlined': { flexGrow: { xs: 1, sm: 0 } },
      }}
    >
      <Typography variant="body2" role="status" sx={{ flex: '1 0 auto', color: problems ? 'error.main' : 'text.secondary', fontWeight: problems ? 600 : 400 }}>
        {problems ? t('rules.problems', { count: problems }) : t(isNew ? 'rules.draftKept' : 'rules.unsaved')}
      </Typography>
      <Button color="inherit" onClick={onDiscard} disabled={isSaving}>
        {t('rules.discard')}
      </Button>
      <Button variant={isActive ? 'contained' : 'outlined'} onClick={() => onSave(false)} loading={isSaving}>
        {t(isActive ? (isNew ? 'rules.createActive' : 'do.save') : isNew ? 'rules.createOff' : 'rules.saveOff')}
      </Button>
      {!isActive && (
        <Button variant="contained" onClick={() => onSave(true)} loading={isSaving}>
          {t('rules.saveActive')}
        </Button>
      )}
    </Paper>
  );
}
