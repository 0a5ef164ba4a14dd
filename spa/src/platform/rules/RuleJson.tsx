import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { read, write, type RuleDraft, type TypedText } from './draft';
import { linesOf, same } from './json';
import type { Problem } from './queries';

type Props = {
  /** What is typed; without it nothing can be. */
  typing?: TypedText;
  draft: RuleDraft;
  problems: Problem[];
  onChange?: (draft: RuleDraft) => void;
};

const LINE_HEIGHT = 20;

/** The rule as the API has it. What is typed here is in the builder at once, and the other way round. */
export function RuleJson({ typing, draft, problems, onChange }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = typing?.typed ?? null;
  const reading = typed === null ? null : read(typed);
  // Text that says what the builder says keeps its own spaces; one that says something else is old.
  const isCurrent = reading !== null && (reading.draft === null || same(reading.draft, draft));
  const text = isCurrent && typed !== null ? typed : write(draft);
  const isJson = !reading || !isCurrent || !('syntax' in reading);
  const wrong: Problem[] = isCurrent && reading && 'problems' in reading ? reading.problems : isJson ? problems : [];
  const lines = isJson ? linesOf(text) : new Map<string, number>();
  const located = wrong.map((problem) => ({ ...problem, line: lineOf(lines, problem.pointer) }));
  const wrongLines = new Set(isJson ? located.map(({ line }) => line) : [(reading as { syntax: { line: number | null } }).syntax.line]);

  const edit = (next: string) => {
    typing?.type(next);
    const result = read(next);
    if (result.draft) {
      onChange?.(result.draft);
    }
  };
  const goTo = (line: number) => {
    const all = text.split('\n');
    const start = all.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (all[line - 1]?.length ?? 0));
  };

  return (
    <Stack sx={{ gap: 1.5 }}>
      <Box sx={{ display: 'flex', border: 1, borderColor: wrongLines.size ? 'error.main' : 'divider', borderRadius: '10px', overflow: 'hidden', fontFamily: 'monospace', fontSize: 13, lineHeight: `${LINE_HEIGHT}px`, '&:focus-within': { outline: '2px solid', outlineColor: 'primary.main' } }}>
        <Box aria-hidden sx={{ py: 1.5, textAlign: 'right', userSelect: 'none', color: 'text.secondary', bgcolor: 'action.hover', flexShrink: 0 }}>
          {text.split('\n').map((_, index) => (
            <Box key={index} sx={{ px: 1, ...(wrongLines.has(index + 1) && { bgcolor: 'error.main', color: 'error.contrastText', fontWeight: 700 }) }}>
              {index + 1}
            </Box>
          ))}
        </Box>
        <Box
          component="textarea"
          ref={area}
          value={text}
          readOnly={!typing}
          spellCheck={false}
          wrap="off"
          rows={text.split('\n').length}
          aria-label={t('rules.json')}
          aria-invalid={wrongLines.size > 0}
          onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => edit(event.target.value)}
          sx={{ flexGrow: 1, minWidth: 0, border: 0, p: 1.5, font: 'inherit', lineHeight: 'inherit', resize: 'none', color: 'text.primary', bgcolor: 'transparent', outline: 'none !important', overflowX: 'auto', overflowY: 'hidden', tabSize: 2 }}
        />
      </Box>
      {!isJson && (
        <Alert
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={typing?.forget}>
              {t('rules.jsonDiscard')}
            </Button>
          }
        >
          {wrongLines.has(null) ? t('rules.jsonWrong') : t('rules.jsonWrongLine', { line: [...wrongLines][0] })}
        </Alert>
      )}
      {located.length > 0 && (
        <Alert severity="error">
          {located.map(({ pointer, message, line }) => (
            <Box key={pointer + message}>
              <Button size="small" color="inherit" onClick={() => goTo(line)} sx={{ minHeight: 0, py: 0, px: 0.5, mr: 0.5, verticalAlign: 'baseline', textDecoration: 'underline' }}>
                {t('rules.jsonLine', { line })}
              </Button>
              <Typography component="code" variant="body2" sx={{ fontFamily: 'monospace', mr: 1 }}>
                {pointer}
              </Typography>
              {message}
            </Box>
          ))}
        </Alert>
      )}
    </Stack>
  );
}

/** Of what is missing, the line of what it is missing in. */
export function lineOf(lines: Map<string, number>, pointer: string): number {
  for (let place = pointer; place; place = place.slice(0, place.lastIndexOf('/'))) {
    const line = lines.get(place);
    if (line !== undefined) {
      return line;
    }
  }
  return 1;
}
