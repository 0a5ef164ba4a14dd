import Box from '@mui/material/Box';
import { diff } from './rules/diff';
import type { Line } from './rules/words';

const SIGNS = { same: ' ', added: '+', removed: '−' };
const COLOURS = { added: 'success-main', removed: 'error-main' };

/** What is different between two texts, line by line. */
export function Difference({ before, after }: { before: Line[]; after: Line[] }) {
  const lines = diff(before, after, (one, other) => one.text === other.text && one.depth === other.depth);
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', overflowWrap: 'anywhere', fontSize: 14 }}>
      {lines.map(({ change, line }, index) => (
        <Box
          component="li"
          key={index}
          sx={{
            display: 'flex',
            gap: 1,
            px: 1,
            py: 0.25,
            borderRadius: 1,
            color: change === 'same' ? 'text.secondary' : 'text.primary',
            bgcolor: change === 'same' ? undefined : `color-mix(in srgb, var(--mui-palette-${COLOURS[change]}) 13%, transparent)`,
          }}
        >
          <Box component="span" sx={{ width: 12, flexShrink: 0, fontWeight: 700, color: change === 'same' ? undefined : `var(--mui-palette-${COLOURS[change]})` }}>
            {SIGNS[change]}
          </Box>
          <Box component={change === 'removed' ? 'del' : change === 'added' ? 'ins' : 'span'} sx={{ pl: line.depth * 2, textDecoration: change === 'removed' ? 'line-through' : 'none' }}>
            {line.text}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
