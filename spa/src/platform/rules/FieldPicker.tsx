import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/i18n';
import { useBuilding } from './building';
import type { RuleField } from './queries';

const GROUPS = { payload: 'rules.fields.payload', event: 'rules.fields.event', actor: 'rules.fields.actor', appointment: 'rules.fields.appointment', client: 'rules.fields.client', master: 'rules.fields.master' } as const;

function groupOf(field: string): keyof typeof GROUPS {
  return field.startsWith('event.payload.') ? 'payload' : (field.split('.')[0] as keyof typeof GROUPS);
}

const RANKS: (keyof typeof GROUPS)[] = ['payload', 'appointment', 'client', 'master', 'actor', 'event'];

/** A field by its meaning; events of one's own have fields that only their author knows, so another path may be typed. */
export function FieldPicker({ value, error, onChange }: { value: string; error: boolean; onChange: (field: string) => void }) {
  const { t } = useTranslation();
  const { catalogue, words, event } = useBuilding();
  const own = words.eventOf(event)?.payload ?? [];
  const all = [...own, ...catalogue.fields].sort((one, other) => RANKS.indexOf(groupOf(one.field)) - RANKS.indexOf(groupOf(other.field)));
  const known = all.find(({ field }) => field === value);
  const label = (it: RuleField | string) => (typeof it === 'string' ? it : it.meaning[language()]);
  // Leaving the field takes what stands in it, which may be a meaning: two fields may have the same.
  const pathOf = (text: string) => [...(known ? [known] : []), ...all].find((it) => label(it) === text)?.field ?? text;

  return (
    <Autocomplete<RuleField, false, true, true>
      freeSolo
      disableClearable
      autoSelect
      size="small"
      options={all}
      value={known ?? value}
      groupBy={({ field }) => t(GROUPS[groupOf(field)] ?? 'rules.fields.event')}
      getOptionLabel={label}
      getOptionKey={(it) => (typeof it === 'string' ? it : it.field)}
      isOptionEqualToValue={(one, other) => one.field === (typeof other === 'string' ? other : other.field)}
      onChange={(_, chosen) => onChange(typeof chosen === 'string' ? pathOf(chosen.trim()) : chosen.field)}
      renderOption={({ key, ...props }, option) => (
        <li key={key} {...props}>
          <span>
            {label(option)}
            <Typography variant="caption" component="span" sx={{ display: 'block', color: 'text.secondary', fontFamily: 'monospace' }}>
              {option.field}
            </Typography>
          </span>
        </li>
      )}
      renderInput={(props) => <TextField {...props} label={t('rules.field')} error={error} />}
    />
  );
}
