import SearchRounded from '@mui/icons-material/SearchRounded';
import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useTyped } from './useTyped';

type Props = { label: string; value: string; onChange: (text: string) => void; sx?: TextFieldProps['sx'] };

/** What is looked for; see {@link useTyped}. */
export function SearchField({ label, value, onChange, sx }: Props) {
  const [typed, setTyped] = useTyped(value, onChange);
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
