import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { soughtIn } from '../admin/people/filters';
import { personOf } from '../admin/people/person';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { distinctNameOf } from '../people/names';
import { useCan } from '../session/session';
import { useDebounced } from '../ui/useDebounced';

/** So many are offered; of more, one types more of the name. */
const OFFERED = 50;

type Props = { label: string; value: number[]; onChange: (ids: number[]) => void; error?: boolean; helperText?: string; required?: boolean };

/** People, found by name; those whom the reader cannot look up may be given by their number. */
export function PeopleField({ label, value, onChange, error, helperText, required }: Props) {
  const { t } = useTranslation();
  const canRead = useCan()('users.read');
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useDebounced(soughtIn(typed));
  const found = useQuery({
    queryKey: [...keys.admin, 'found', q],
    queryFn: () => ask(api.GET('/admin/users/all/', { params: { query: { q, limit: OFFERED } } })),
    enabled: canRead && isOpen,
    placeholderData: keepPreviousData,
  });
  const chosen = useQueries({ queries: value.map((id) => ({ ...personOf(id), enabled: canRead })) });
  const known = [...(found.data ?? []), ...chosen.flatMap(({ data }) => data ?? [])];
  const nameOfId = (id: number) => {
    const person = known.find((it) => it.id === id);
    return person ? distinctNameOf(person) : t('order.number', { id });
  };
  return (
    <Autocomplete<number, true, false, true>
      multiple
      freeSolo
      size="small"
      options={found.data?.map(({ id }) => id) ?? []}
      value={value}
      loading={found.isFetching}
      loadingText={t('app.loading')}
      onOpen={() => setOpen(true)}
      onInputChange={(_, text) => setTyped(text)}
      getOptionLabel={(id) => (typeof id === 'number' ? nameOfId(id) : id)}
      // The server has found them.
      filterOptions={(ids) => ids}
      onChange={(_, ids) => onChange([...new Set(ids.map(Number))].filter((id) => Number.isInteger(id) && id > 0))}
      renderInput={(props) => <TextField {...props} label={label} error={error} helperText={helperText} required={required && value.length === 0} />}
    />
  );
}
