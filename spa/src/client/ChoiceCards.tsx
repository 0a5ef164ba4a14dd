import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormLabel from '@mui/material/FormLabel';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode, type Ref } from 'react';

type Props<T extends string> = {
  label: string;
  value: T | '';
  choices: { value: T; label: string; text: string; icon: ReactNode }[];
  inputRef: Ref<HTMLInputElement>;
  onChange: (value: T) => void;
};

/** Few choices, large enough to be explained and to be hit by a thumb; radio buttons underneath. */
export function ChoiceCards<T extends string>({ label, value, choices, inputRef, onChange }: Props<T>) {
  const name = useId();
  return (
    <FormControl component="fieldset" fullWidth>
      <FormLabel component="legend" sx={{ mb: 1, color: 'text.primary', fontWeight: 600, '&.Mui-focused': { color: 'text.primary' } }}>
        {label}
      </FormLabel>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
        {choices.map((choice, at) => {
          const isChosen = choice.value === value;
          return (
            <Box
              key={choice.value}
              component="label"
              sx={{
                position: 'relative',
                display: 'flex',
                flexDirection: { xs: 'column', sm: 'row' },
                gap: { xs: 0.75, sm: 1.5 },
                p: 1.75,
                cursor: 'pointer',
                border: 2,
                borderColor: isChosen ? 'primary.main' : 'divider',
                borderRadius: 1.25,
                bgcolor: isChosen ? 'color-mix(in srgb, var(--mui-palette-primary-main) 7%, transparent)' : undefined,
                '&:hover': { borderColor: isChosen ? 'primary.main' : 'text.secondary' },
                '&:focus-within': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 },
                '& svg': { color: isChosen ? 'primary.main' : 'text.secondary' },
              }}
            >
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={isChosen}
                ref={at === 0 ? inputRef : undefined}
                onChange={() => onChange(choice.value)}
                style={{ position: 'absolute', opacity: 0, width: 1, height: 1 }}
              />
              {choice.icon}
              <span>
                <Typography component="span" sx={{ display: 'block', fontWeight: 600, overflowWrap: 'anywhere' }}>
                  {choice.label}
                </Typography>
                <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
                  {choice.text}
                </Typography>
              </span>
            </Box>
          );
        })}
      </Box>
    </FormControl>
  );
}
