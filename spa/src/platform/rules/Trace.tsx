import CheckCircleOutlineRounded from '@mui/icons-material/CheckCircleOutlineRounded';
import HighlightOffRounded from '@mui/icons-material/HighlightOffRounded';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { TraceLine } from './queries';
import type { RuleWords } from './words';

/** What each part of a condition was, and what its field really said. */
export function Trace({ lines, event, words }: { lines: TraceLine[]; event: string; words: RuleWords }) {
  const { t } = useTranslation();
  if (lines.length === 0) {
    return null;
  }
  return (
    <Box component="ul" aria-label={t('rules.trace')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map((line) => (
        <Box component="li" key={line.pointer} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', py: 0.4, pl: depthOf(lines, line) * 2.5 }}>
          {line.met ? (
            <CheckCircleOutlineRounded titleAccess={t('rules.true')} sx={{ fontSize: 18, mt: '1px', color: 'success.main' }} />
          ) : (
            <HighlightOffRounded titleAccess={t('rules.false')} sx={{ fontSize: 18, mt: '1px', color: 'error.main' }} />
          )}
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography variant="body2" component="span" sx={{ fontWeight: line.kind === 'comparison' ? 500 : 650 }}>
              {said(line)}
            </Typography>
            {line.kind === 'comparison' && (
              <Typography variant="body2" component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                {t('rules.actual', { value: words.value(line.actual, words.fieldOf(line.field ?? '', event)) })}
              </Typography>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );

  function said(line: TraceLine): string {
    switch (line.kind) {
      case 'comparison':
        return words.comparison({ field: line.field, op: line.op, value: line.expected }, event);
      case 'always':
        return t('rules.always');
      case 'never':
        return t('rules.never');
      default:
        return t(`rules.group.${line.kind}`);
    }
  }
}

/** How many others it is inside of. */
export function depthOf(lines: TraceLine[], line: TraceLine): number {
  return lines.filter((other) => line.pointer.startsWith(`${other.pointer}/`)).length;
}
