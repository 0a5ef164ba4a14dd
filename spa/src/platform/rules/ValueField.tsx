import Autocomplete from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from './json';
import type { RuleField } from './queries';
import { useBuilding } from './building';

type Props = { field: RuleField | undefined; op: string; value: Json | undefined; error: boolean; onChange: (value: Json) => void };

/** What the field is compared with, asked for by its type. */
export function ValueField(props: Props) {
  const { field, op, value, onChange } = props;
  const type = field?.type ?? 'any';
  if (op === 'in' || op === 'not_in' || (type === 'list' && op !== 'contains')) {
    return <ListField {...props} />;
  }
  if (type === 'boolean') {
    return <BooleanField {...props} />;
  }
  if (field?.choices.length && op !== 'contains') {
    return <ChoiceField {...props} field={field} />;
  }
  if (type === 'time' && op !== 'contains') {
    return <TimeField {...props} />;
  }
  if (type === 'number') {
    return <TypedField {...props} read={numberOf} inputMode="decimal" />;
  }
  if (type === 'any') {
    return <TypedField {...props} read={anythingOf} hint />;
  }
  return <TypedField {...props} value={value} onChange={onChange} read={(text) => text} />;
}

/** A number where one is meant; what is none stays as it is typed, and is told to be wrong. */
function numberOf(text: string): Json {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

/** Of a field whose type nobody knows: `5` is a number, `true` is yes, `"5"` in quotes is a text. */
export function anythingOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function textOf(value: Json | undefined, read: (text: string) => Json): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? (read(value) === value ? value : JSON.stringify(value)) : JSON.stringify(value);
}

type TypedProps = Props & { read: (text: string) => Json; inputMode?: 'decimal'; hint?: boolean };

function TypedField({ value, error, onChange, read, inputMode, hint }: TypedProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => textOf(value, read));
  // Changed by somebody else than this field, as when rows are moved.
  const wanted = textOf(value, read);
  if (text !== wanted && JSON.stringify(read(text)) !== JSON.stringify(value ?? '')) {
    setText(wanted);
  }
  return (
    <TextField
      size="small"
      label={t('rules.value')}
      value={text}
      error={error}
      helperText={hint ? t('rules.anyHint') : undefined}
      onChange={(event) => {
        setText(event.target.value);
        onChange(read(event.target.value));
      }}
      slotProps={{ htmlInput: { inputMode } }}
    />
  );
}

function BooleanField({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextField select size="small" label={t('rules.value')} value={String(value)} error={error} onChange={(event) => onChange(event.target.value === 'true')}>
      <MenuItem value="true">{t('rules.yes')}</MenuItem>
      <MenuItem value="false">{t('rules.no')}</MenuItem>
      {typeof value !== 'boolean' && (
        <MenuItem value={String(value)} disabled>
          {JSON.stringify(value)}
        </MenuItem>
      )}
    </TextField>
  );
}

function ChoiceField({ field, value, error, onChange }: Props & { field: RuleField }) {
  const { t } = useTranslation();
  const { words } = useBuilding();
  const written = typeof value === 'string' ? value : '';
  // Risk levels are the same in capital letters.
  const chosen = field.choices.find((choice) => choice === written || choice === written.toLowerCase()) ?? written;
  return (
    <TextField select size="small" label={t('rules.value')} value={chosen} error={error} onChange={(event) => onChange(event.target.value)}>
      {field.choices.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {words.choice(choice)}
        </MenuItem>
      ))}
      {chosen && !field.choices.includes(chosen) && <MenuItem value={chosen}>{chosen}</MenuItem>}
    </TextField>
  );
}

function TimeField({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  const date = typeof value === 'string' ? new Date(value) : null;
  const isDate = date !== null && !Number.isNaN(date.getTime());
  return (
    <TextField
      type="datetime-local"
      size="small"
      label={t('rules.value')}
      value={isDate ? localOf(date) : ''}
      error={error}
      onChange={(event) => event.target.value && onChange(new Date(event.target.value).toISOString())}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

/** As an input for a day and a time has it. */
export function localOf(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function ListField({ field, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const { words } = useBuilding();
  const all = Array.isArray(value) ? value : [];
  const choices = field?.choices ?? [];
  const read = field?.type === 'number' ? numberOf : field?.type === 'any' || !field ? anythingOf : (text: string) => choices.find((it) => words.choice(it) === text) ?? text;
  return (
    <Autocomplete<Json, true, false, true>
      multiple
      freeSolo
      autoSelect
      size="small"
      options={choices}
      value={all}
      getOptionLabel={(it) => (typeof it === 'string' ? words.choice(it) : JSON.stringify(it))}
      isOptionEqualToValue={(one, other) => one === other}
      onChange={(_, chosen) => onChange(chosen.map((it) => (typeof it === 'string' ? read(it) : it)))}
      renderInput={(props) => <TextField {...props} label={t('rules.values')} error={error} helperText={choices.length ? undefined : t('rules.valuesHint')} />}
    />
  );
}
