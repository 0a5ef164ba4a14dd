import DeleteOutlineRounded from '@mui/icons-material/DeleteOutlineRounded';
import KeyboardArrowDownRounded from '@mui/icons-material/KeyboardArrowDownRounded';
import KeyboardArrowUpRounded from '@mui/icons-material/KeyboardArrowUpRounded';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';

type Props = { name: string; onMove?: (by: -1 | 1) => void; onRemove: () => void };

/** Up, down, away. The keys Alt+↑ and Alt+↓ do the first two on the row itself. */
export function MoveButtons({ name, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <Stack direction="row" sx={{ flexShrink: 0, color: 'text.secondary' }}>
      {onMove && (
        <>
          <Tooltip title={t('rules.moveUp')}>
            <IconButton size="small" color="inherit" aria-label={`${t('rules.moveUp')}: ${name}`} onClick={() => onMove(-1)}>
              <KeyboardArrowUpRounded />
            </IconButton>
          </Tooltip>
          <Tooltip title={t('rules.moveDown')}>
            <IconButton size="small" color="inherit" aria-label={`${t('rules.moveDown')}: ${name}`} onClick={() => onMove(1)}>
              <KeyboardArrowDownRounded />
            </IconButton>
          </Tooltip>
        </>
      )}
      <Tooltip title={t('do.remove')}>
        <IconButton size="small" color="inherit" aria-label={`${t('do.remove')}: ${name}`} onClick={onRemove}>
          <DeleteOutlineRounded />
        </IconButton>
      </Tooltip>
    </Stack>
  );
}

/** The keys of a row that can be moved. */
export function moveKeys(onMove: (by: -1 | 1) => void) {
  return (event: React.KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      onMove(event.key === 'ArrowUp' ? -1 : 1);
    }
  };
}
