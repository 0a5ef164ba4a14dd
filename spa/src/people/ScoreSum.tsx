import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { number } from '../ui/format';
import { barLength, isWorthReading, type Explained, type ScoreLine } from './score';

/** The lines that sum exactly to a score, longest bar for most points. */
export function ScoreSum({ explained }: { explained: Explained }) {
  const { t } = useTranslation();
  const lines = explained.lines.filter(isWorthReading);
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map((line, at) => (
        <Line key={`${line.code}${at}`} line={line} length={barLength(line, lines)} kind={explained.kind} />
      ))}
      <Stack component="li" direction="row" sx={{ borderTop: 2, borderColor: 'divider', pt: 1.25, mt: 0.5, justifyContent: 'space-between', fontWeight: 700 }}>
        <span>{t('score.total')}</span>
        <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {number(explained.score)}
        </Box>
      </Stack>
    </Box>
  );
}

function Line({ line, length, kind }: { line: ScoreLine; length: number; kind: Explained['kind'] }) {
  const { t } = useTranslation();
  const isGood = line.points < 0 === (kind === 'risk');
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 } }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2 }}>
        <Typography sx={{ fontWeight: 600 }}>{t(`score.line.${line.code}`)}</Typography>
        <Typography sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{points(line.points)}</Typography>
      </Stack>
      <Box aria-hidden sx={{ height: 6, borderRadius: '3px', bgcolor: 'action.hover', my: 0.75, overflow: 'hidden' }}>
        <Box sx={{ height: '100%', width: `${length}%`, borderRadius: '3px', bgcolor: isGood ? 'primary.main' : 'warning.main', transition: 'width 300ms' }} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {line.words}
      </Typography>
    </Box>
  );
}

/** With a sign, and with what the server says exactly. */
function points(value: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${number(Math.abs(value), 4)}`;
}
