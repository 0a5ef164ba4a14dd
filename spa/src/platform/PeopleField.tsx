import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { distinctNameOf } from '../people/names';
import { useCan } from '../session/session';

function usePeople(isWanted: boolean) {
  const can = useCan();
  return useQuery({
    queryKey: ['people', 'all'],
    queryFn: () => ask(api.GET('/admin/users/all/')),
    enabled: isWanted && can('users.read'),
    staleTime: 300_000,
  });
}

type Props = { label: string; value: number[]; onChange: (ids: number[]) => void; error?: boolean; helperText?: string; required?: boolean };

/** People, found by name; those whom the reader cannot look up may be given by their number. */
export function PeopleField({ label, value, onChange, error, helperText, required }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const people = usePeople(isOpen || value.length > 0);
  const known = people.data ?? [];
  const nameOfId = (id: number) => {
    const person = known.find((it) => it.id === id);
    return person ? distinctNameOf(person) : `№ ${id}`;
  };
  return (
    <Autocomplete<number, true, false, true>
      multiple
      freeSolo
      size="small"
      options={known.map(({ id }) => id)}
      value={value}
      loading={people.isFetching}
      loadingText={t('app.loading')}
      onOpen={() => setOpen(true)}
      getOptionLabel={(id) => (typeof id === 'number' ? nameOfId(id) : id)}
      filterOptions={(ids, { inputValue }) => ids.filter((id) => nameOfId(id).toLowerCase().includes(inputValue.trim().toLowerCase())).slice(0, 50)}
      onChange={(_, chosen) => onChange([...new Set(chosen.map(Number))].filter((id) => Number.isInteger(id) && id > 0))}
      renderInput={(props) => <TextField {...props} label={label} error={error} helperText={helperText} required={required && value.length === 0} />}
    />
  );
}
