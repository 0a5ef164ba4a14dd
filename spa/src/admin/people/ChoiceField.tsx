import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

type Props = { label: string; value: string; onChange: (value: string) => void; options: { value: string; label: string }[] };

export function ChoiceField({ label, value, onChange, options }: Props) {
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ flex: { xs: '1 1 140px', md: '0 1 210px' } }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
