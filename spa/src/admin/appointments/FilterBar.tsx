import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { STATUSES } from '../../ui/chips';
import { DayField } from '../../ui/DayField';
import { SearchField } from '../../ui/SearchField';
import type { Filters } from './filters';
import { PersonFilter } from './PersonFilter';

/** What goes without a choice is to be read as well. */
const SHOWN_WHEN_EMPTY = { select: { displayEmpty: true }, inputLabel: { shrink: true } };
const ORDERINGS = ['deadline', 'updated_at', '-updated_at'] as const;

type Props = { filters: Filters; onChange: (change: Partial<Filters>) => void; onReset: () => void };

export function FilterBar({ filters, onChange, onReset }: Props) {
  const { t } = useTranslation();
  const people = (['client', 'master'] as const).filter((role) => filters[role]);
  return (
    <>
      <Box sx={{ display: 'grid', gap: 1.5, alignItems: 'center', gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)', xl: '2fr 1.3fr 1.3fr 160px 160px auto auto' }, mb: 2 }}>
        <SearchField label={t('appointments.search')} value={filters.q} onChange={(text) => onChange({ q: text })} sx={{ gridColumn: { xs: '1 / -1', md: 'span 2', xl: 'auto' } }} />
        <TextField select size="small" label={t('appointments.status')} value={filters.status} onChange={(event) => onChange({ status: event.target.value })} slotProps={SHOWN_WHEN_EMPTY}>
          <MenuItem value="">{t('appointments.anyStatus')}</MenuItem>
          {STATUSES.map((status) => (
            <MenuItem key={status} value={status}>
              {t(`status.${status}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField select size="small" label={t('appointments.ordering')} value={filters.ordering} onChange={(event) => onChange({ ordering: event.target.value })} slotProps={SHOWN_WHEN_EMPTY}>
          <MenuItem value="">{t('appointments.newest')}</MenuItem>
          {ORDERINGS.map((ordering) => (
            <MenuItem key={ordering} value={ordering}>
              {t(`appointments.${ordering}`)}
            </MenuItem>
          ))}
        </TextField>
        <DayField label={t('appointments.from')} value={filters.date_from} onChange={(day) => onChange({ date_from: day })} />
        <DayField label={t('appointments.to')} value={filters.date_to} onChange={(day) => onChange({ date_to: day })} />
        <FormControlLabel
          label={t('appointments.overdue')}
          control={
            <Switch checked={filters.sla_breached === 'true'} onChange={(_, isOn) => onChange({ sla_breached: isOn ? 'true' : '' })} />
          }
          sx={{ mr: 0, whiteSpace: 'nowrap' }}
        />
        <Button onClick={onReset} disabled={Object.values(filters).every((value) => !value)}>
          {t('do.clear')}
        </Button>
      </Box>
      {people.length > 0 && (
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', mb: 2 }}>
          {people.map((role) => (
            <PersonFilter key={role} role={role} id={filters[role]} onRemove={() => onChange({ [role]: '' })} />
          ))}
        </Stack>
      )}
    </>
  );
}
