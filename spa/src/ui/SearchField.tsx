import SearchRounded from '@mui/icons-material/SearchRounded';
import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDebounced } from './useDebounced';

type Props = { label: string; value: string; onChange: (text: string) => void; sx?: TextFieldProps['sx'] };

/**
 * What is looked for, of which the address is told when the typing stops ({@link useUrlState}).
 *
 * @param value as in the address
 */
export function SearchField({ label, value, onChange, sx }: Props) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const settled = useDebounced(typed);
  const tell = useEffectEvent((text: string) => {
    if (text !== told.current) {
      told.current = text;
      onChange(text);
    }
  });
  useEffect(() => tell(settled), [settled]);
  // The address has changed by other means, as by a reset.
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);

  return (
    <TextField
      type="search"
      size="small"
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={sx}
      slotProps={{
        htmlInput: { maxLength: 100, 'aria-label': label },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchRounded fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
