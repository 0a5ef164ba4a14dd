import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsAt, useBuilding } from './building';
import type { RuleDraft } from './draft';
import { ProblemTexts } from './ProblemTexts';
import { UNITS } from './words';

const UNIT_WORDS = { day: 'rules.unit.day', hour: 'rules.unit.hour', minute: 'rules.unit.minute', second: 'rules.unit.second' } as const;
type Unit = keyof typeof UNIT_WORDS;

/** Among other rules: in which order, whether it is the last word, how often. */
export function RunSettings({ draft, onChange }: { draft: RuleDraft; onChange: (draft: RuleDraft) => void }) {
  const { t } = useTranslation();
  const { problems } = useBuilding();
  return (
    <Stack sx={{ gap: 2 }}>
      <div>
        <FormControlLabel
          control={<Switch checked={draft.is_active} onChange={(event) => onChange({ ...draft, is_active: event.target.checked })} />}
          label={t('rules.isActive')}
        />
        <FormHelperText sx={{ mt: 0 }}>{t(draft.is_active ? 'rules.isActiveText' : 'rules.isOffText')}</FormHelperText>
      </div>
      <NumberField label={t('rules.priority')} helperText={t('rules.priorityText')} value={draft.priority} min={-1_000_000} max={1_000_000} onChange={(priority) => onChange({ ...draft, priority })} />
      <ProblemTexts problems={problemsAt(problems, '/priority')} />
      <Cooldown seconds={draft.cooldown_seconds} onChange={(cooldown_seconds) => onChange({ ...draft, cooldown_seconds })} />
      <ProblemTexts problems={problemsAt(problems, '/cooldown_seconds')} />
      <div>
        <FormControlLabel
          control={<Switch checked={draft.stop_processing} onChange={(event) => onChange({ ...draft, stop_processing: event.target.checked })} />}
          label={t('rules.stops')}
        />
        <FormHelperText sx={{ mt: 0 }}>{t('rules.stopsText')}</FormHelperText>
      </div>
    </Stack>
  );
}

function Cooldown({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const { t } = useTranslation();
  const fitting = (UNITS.find(([, length]) => seconds > 0 && seconds % length === 0)?.[0] ?? 'minute') as Unit;
  const [unit, setUnit] = useState<Unit>(fitting);
  const size = sizeOf(unit);
  // A pause of 90 minutes is not to be shown in hours.
  const shown = seconds % size === 0 ? unit : fitting;
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr) 130px' }}>
      <NumberField
        label={t('rules.cooldown')}
        value={seconds / sizeOf(shown)}
        min={0}
        max={Math.floor(31_622_400 / sizeOf(shown))}
        onChange={(amount) => onChange(amount * sizeOf(shown))}
      />
      <TextField
        select
        size="small"
        label={t('rules.unit')}
        value={shown}
        onChange={(event) => {
          setUnit(event.target.value as Unit);
          onChange((seconds / sizeOf(shown)) * sizeOf(event.target.value as Unit));
        }}
      >
        {UNITS.map(([it]) => (
          <MenuItem key={it} value={it}>
            {t(UNIT_WORDS[it as Unit])}
          </MenuItem>
        ))}
      </TextField>
      <FormHelperText sx={{ gridColumn: '1 / -1', m: 0 }}>{t('rules.cooldownText')}</FormHelperText>
    </Box>
  );
}

function sizeOf(unit: Unit): number {
  return UNITS.find(([it]) => it === unit)?.[1] ?? 1;
}

type NumberProps = { label: string; helperText?: string; value: number; min: number; max: number; onChange: (value: number) => void };

/** A whole number; what is none while it is being typed is not taken. */
function NumberField({ label, helperText, value, min, max, onChange }: NumberProps) {
  const [text, setText] = useState(String(value));
  const written = /^-?\d+$/.test(text.trim()) ? Number(text) : null;
  const isGood = written !== null && written >= min && written <= max;
  if (isGood && written !== value) {
    setText(String(value));
  }
  return (
    <TextField
      size="small"
      label={label}
      helperText={helperText}
      value={text}
      error={!isGood}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        const number = Number(next);
        if (/^-?\d+$/.test(next.trim()) && number >= min && number <= max) {
          onChange(number);
        }
      }}
      onBlur={() => setText(String(value))}
      slotProps={{ htmlInput: { inputMode: min < 0 ? 'text' : 'numeric' } }}
    />
  );
}
