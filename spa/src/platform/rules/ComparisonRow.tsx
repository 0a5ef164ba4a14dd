import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { problemsAt, useBuilding } from './building';
import type { Comparison } from './condition';
import { FieldPicker } from './FieldPicker';
import type { Json } from './json';
import { MoveButtons, moveKeys } from './MoveButtons';
import { ProblemTexts } from './ProblemTexts';
import type { RuleField } from './queries';
import { ValueField } from './ValueField';
import { OPERATORS } from './words';

type Props = {
  node: Comparison;
  pointer: string;
  onChange: (node: Json) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

const TO_NULL: Record<string, string> = { missing: '==', present: '!=' };

/** One field compared with one value. */
export function ComparisonRow({ node, pointer, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const { catalogue, words, event, problems } = useBuilding();
  const field = words.fieldOf(node.field, event);
  const operators = catalogue.operators[field?.type ?? 'any'] ?? [];
  const op = chosenOperator(node);
  const mine = problemsAt(problems, pointer, { below: true });
  const isWrong = (part: string) => problemsAt(mine, `${pointer}/${part}`, { below: true }).length > 0;

  const chooseField = (path: string) => {
    const next = words.fieldOf(path, event);
    onChange(next?.type === field?.type && next?.choices.join() === field?.choices.join() ? { ...node, field: path } : comparisonOf(path, next));
  };
  const chooseOperator = (chosen: string) => {
    if (chosen in TO_NULL) {
      onChange({ field: node.field, op: TO_NULL[chosen]!, value: null });
    } else {
      onChange({ field: node.field, op: chosen, value: valueFor(chosen, node.value, field) });
    }
  };

  return (
    <Box
      role="group"
      aria-label={words.comparison(node, event)}
      data-pointer={pointer}
      tabIndex={-1}
      onKeyDown={moveKeys(onMove)}
      sx={{ p: 1.25, borderRadius: '10px', border: 1, borderColor: mine.length ? 'error.main' : 'divider', bgcolor: 'background.paper' }}
    >
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', lg: 'minmax(0, 1.3fr) minmax(0, 0.9fr) minmax(0, 1.1fr) auto' },
          gridTemplateAreas: { xs: '"field field" "operator buttons" "value value"', lg: '"field operator value buttons"' },
        }}
      >
        <Box sx={{ gridArea: 'field' }}>
          <FieldPicker value={node.field} error={isWrong('field')} onChange={chooseField} />
        </Box>
        <TextField
          select
          size="small"
          label={t('rules.operator')}
          value={op}
          error={isWrong('op')}
          onChange={(change) => chooseOperator(change.target.value)}
          sx={{ gridArea: 'operator' }}
        >
          {[...operators, ...Object.keys(TO_NULL)].map((operator) => (
            <MenuItem key={operator} value={operator}>
              {OPERATORS[operator] ? t(OPERATORS[operator].key) : operator}
            </MenuItem>
          ))}
          {!operators.includes(op) && !(op in TO_NULL) && <MenuItem value={op}>{OPERATORS[op] ? t(OPERATORS[op].key) : op}</MenuItem>}
        </TextField>
        <Box sx={{ gridArea: 'value', display: op in TO_NULL ? 'none' : 'block' }}>
          {!(op in TO_NULL) && (
            <ValueField
              key={`${node.field} ${op}`}
              field={field}
              op={op}
              value={node.value}
              error={isWrong('value')}
              onChange={(value) => onChange({ ...node, value })}
            />
          )}
        </Box>
        <Box sx={{ gridArea: 'buttons', pt: 0.25 }}>
          <MoveButtons name={words.field(node.field, event)} onMove={onMove} onRemove={onRemove} />
        </Box>
      </Box>
      <ProblemTexts problems={mine} />
    </Box>
  );
}

/** Comparing with nothing is an operator of its own to those who choose one. */
export function chosenOperator({ op, value }: Comparison): string {
  const isNothing = value === null || value === undefined;
  return isNothing && op === '==' ? 'missing' : isNothing && op === '!=' ? 'present' : op;
}

/** A comparison to begin with, which makes sense for the type of the field. */
export function comparisonOf(path: string, field: RuleField | undefined): Json {
  const op = field?.type === 'list' ? 'contains' : field?.type === 'number' || field?.type === 'time' ? '>=' : '==';
  return { field: path, op, value: valueFor(op, undefined, field) };
}

/** What somebody has given already, as far as another operator takes it. */
export function valueFor(op: string, before: Json | undefined, field: RuleField | undefined): Json {
  const first = Array.isArray(before) ? before[0] : before;
  if (op === 'in' || op === 'not_in') {
    return first === undefined || first === null || first === '' ? [] : Array.isArray(before) ? before : [first];
  }
  if (field?.type === 'list' && op !== 'contains') {
    return Array.isArray(before) ? before : first === undefined || first === null || first === '' ? [] : [first];
  }
  if (first !== undefined && first !== null) {
    return first;
  }
  switch (field?.type) {
    case 'number':
      return 0;
    case 'boolean':
      return true;
    case 'time':
      return op === 'contains' ? '' : new Date().toISOString();
    default:
      return op === 'contains' ? '' : (field?.choices[0] ?? '');
  }
}
