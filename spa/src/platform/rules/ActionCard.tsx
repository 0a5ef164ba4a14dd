import Box from '@mui/material/Box';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/i18n';
import { problemsAt, useBuilding } from './building';
import { isObject, type Json } from './json';
import { MoveButtons, moveKeys } from './MoveButtons';
import { ParameterField } from './ParameterField';
import { ProblemTexts } from './ProblemTexts';
import type { ActionKind, Catalogue } from './queries';

type Props = { action: Json; index: number; pointer: string; onChange: (action: Json) => void; onMove: (by: -1 | 1) => void; onRemove: () => void };

/** One thing a rule does, with its parameters. */
export function ActionCard({ action, index, pointer, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const { catalogue, words, problems } = useBuilding();
  const said = isObject(action) ? action : {};
  const type = typeof said.type === 'string' ? said.type : '';
  const known = words.actionOf(type);
  const mine = problemsAt(problems, pointer, { below: true });

  const chooseType = (chosen: string) => {
    const next = words.actionOf(chosen);
    const kept = next?.parameters.filter(({ name, choices }) => said[name] !== undefined && (!choices.length || choices.includes(String(said[name])))) ?? [];
    onChange({ type: chosen, ...Object.fromEntries(kept.map(({ name }) => [name, said[name]!])) });
  };
  const say = (name: string, value: Json | undefined) => {
    const next = { ...said, [name]: value };
    const rest = known ? known.parameters.filter((it) => it.required_when && next[it.required_when.parameter] !== it.required_when.value).map((it) => it.name) : [];
    onChange(Object.fromEntries(Object.entries(next).filter((entry): entry is [string, Json] => entry[1] !== undefined && !rest.includes(entry[0]))));
  };

  return (
    <Box
      role="group"
      aria-label={t('rules.actionNumber', { number: index + 1 })}
      data-pointer={pointer}
      tabIndex={-1}
      onKeyDown={moveKeys(onMove)}
      sx={{ p: 1.5, borderRadius: '10px', border: 1, borderColor: mine.length ? 'error.main' : 'divider' }}
    >
      <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start', justifyContent: 'flex-end', flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
        <Box
          aria-hidden
          sx={{ width: 28, height: 28, mt: 0.75, borderRadius: '50%', display: { xs: 'none', sm: 'grid' }, placeItems: 'center', flexShrink: 0, fontSize: 13, fontWeight: 700, color: 'primary.contrastText', bgcolor: 'primary.main' }}
        >
          {index + 1}
        </Box>
        <TextField
          select
          size="small"
          label={t('rules.action')}
          value={type}
          onChange={(event) => chooseType(event.target.value)}
          slotProps={{ select: { renderValue: () => known?.meaning[language()] ?? type } }}
          sx={{ flex: '1 1 200px', '& .MuiSelect-select': { fontWeight: 600 } }}
        >
          {offered(catalogue, type).map((it) => (
            <MenuItem key={it.type} value={it.type}>
              <ListItemText primary={it.meaning[language()]} secondary={it.type} />
            </MenuItem>
          ))}
          {!known && <MenuItem value={type}>{type || '—'}</MenuItem>}
        </TextField>
        <MoveButtons name={t('rules.actionNumber', { number: index + 1 })} onMove={onMove} onRemove={onRemove} />
      </Stack>
      {known && (
        <Box sx={{ display: 'grid', gap: 1.25, mt: 1.5, ml: { sm: 4.5 }, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' } }}>
          {shownParameters(known, said).map((parameter) => (
            <Box key={parameter.name} sx={{ gridColumn: parameter.name === 'message' || parameter.type === 'object' ? '1 / -1' : undefined }}>
              <ParameterField
                parameter={parameter}
                value={said[parameter.name]}
                error={problemsAt(mine, `${pointer}/${parameter.name}`, { below: true }).length > 0}
                onChange={(value) => say(parameter.name, value)}
              />
            </Box>
          ))}
        </Box>
      )}
      <ProblemTexts problems={mine} />
    </Box>
  );
}

/** `assign_flag` is `assign_tag` by another name: shown where it is, not offered. */
export function offered(catalogue: Catalogue, chosen = ''): ActionKind[] {
  return catalogue.actions.filter(({ type }) => type !== 'assign_flag' || type === chosen);
}

/** Those that count as things are: of several of which one is enough, the first, unless another is there. */
export function shownParameters(kind: ActionKind, said: { [key: string]: Json }): ActionKind['parameters'] {
  const oneOf = kind.any_of.find((name) => said[name] !== undefined) ?? kind.any_of[0];
  return kind.parameters.filter(({ name, required_when }) => {
    if (said[name] !== undefined) {
      return true;
    }
    return required_when ? said[required_when.parameter] === required_when.value : !kind.any_of.includes(name) || name === oneOf;
  });
}
