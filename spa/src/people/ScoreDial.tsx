import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Typography from '@mui/material/Typography';
import { number } from '../ui/format';
import { toneOf, type Explained } from './score';

const SIZE = 96;

/** A score as a part of a hundred. */
export function ScoreDial({ explained }: { explained: Pick<Explained, 'kind' | 'score' | 'level'> }) {
  return (
    <Box sx={{ position: 'relative', width: SIZE, height: SIZE, flexShrink: 0 }}>
      <CircularProgress variant="determinate" value={100} size={SIZE} thickness={4} aria-hidden sx={{ color: 'divider', position: 'absolute' }} />
      <CircularProgress
        variant="determinate"
        value={explained.score}
        size={SIZE}
        thickness={4}
        color={toneOf(explained)}
        aria-hidden
        sx={{ position: 'absolute', '& .MuiCircularProgress-circle': { strokeLinecap: 'round' } }}
      />
      <Typography component="span" sx={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center', fontSize: '1.75rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
        {number(explained.score)}
      </Typography>
    </Box>
  );
}
