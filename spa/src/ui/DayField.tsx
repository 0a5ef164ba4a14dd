import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useTyped } from './useTyped';

type Props = { label: string; value: string; onChange: (day: string) => void; sx?: TextFieldProps['sx'] };

/** A day; see {@link useTyped}. */
export function DayField({ label, value, onChange, sx }: Props) {
  const [typed, setTyped] = useTyped(value, onChange, isWhole);
  return (
    <TextField
      size="small"
      type="date"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={sx}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

/** Who begins to type 2026 is in the year 2 at first. */
function isWhole(day: string): boolean {
  return day === '' || Number(day.slice(0, 4)) >= 2000;
}
