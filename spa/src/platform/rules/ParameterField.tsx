import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/i18n';
import { PeopleField } from '../PeopleField';
import { useBuilding } from './building';
import { isObject, same, type Json } from './json';
import type { Parameter } from './queries';

type Props = { parameter: Parameter; value: Json | undefined; error: boolean; onChange: (value: Json | undefined) => void };

/** One parameter of an action; emptied, it is not said at all. */
export function ParameterField(props: Props) {
  const { parameter, value, error, onChange } = props;
  const { t } = useTranslation();
  const { words } = useBuilding();
  const label = parameter.meaning[language()];
  if (parameter.type === 'object') {
    return <ObjectField {...props} label={label} />;
  }
  if (parameter.type === 'account') {
    return <PeopleField label={label} error={error} required value={typeof value === 'number' ? [value] : []} onChange={(ids) => onChange(ids.at(-1))} />;
  }
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  if (parameter.choices.length > 0) {
    return (
      <TextField select size="small" label={label} value={text} error={error} required={isNeeded(parameter)} onChange={(event) => onChange(event.target.value || undefined)}>
        {!isNeeded(parameter) && <MenuItem value="">{t('rules.notSaid')}</MenuItem>}
        {parameter.choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {words.choice(choice)}
          </MenuItem>
        ))}
        {text && !parameter.choices.includes(text) && <MenuItem value={text}>{text}</MenuItem>}
      </TextField>
    );
  }
  return (
    <TextField
      size="small"
      label={label}
      value={text}
      error={error}
      required={isNeeded(parameter)}
      multiline={parameter.name === 'message'}
      minRows={parameter.name === 'message' ? 2 : undefined}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      slotProps={{ htmlInput: { maxLength: parameter.max_length ?? undefined } }}
    />
  );
}

function isNeeded(parameter: Parameter): boolean {
  return parameter.required || parameter.required_when !== null;
}

function ObjectField({ value, error, onChange, label }: Props & { label: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const read = parse(text);
  const [shown, setShown] = useState(value);
  if (!same(shown, value)) {
    setShown(value);
    if (!same(read ?? undefined, value)) {
      setText(value === undefined ? '' : JSON.stringify(value, null, 2));
    }
  }
  return (
    <TextField
      size="small"
      multiline
      label={label}
      value={text}
      error={error || read === null}
      helperText={read === null ? t('rules.noObject') : t('rules.objectHint')}
      onChange={(event) => {
        setText(event.target.value);
        const next = parse(event.target.value);
        if (next !== null) {
          onChange(next);
        }
      }}
      slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'monospace', fontSize: 13 } } }}
    />
  );
}

/** Null: not an object. Undefined: nothing. */
function parse(text: string): Json | undefined | null {
  if (!text.trim()) {
    return undefined;
  }
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
