import Box from '@mui/material/Box';

/** JSON as it is, for those who look closely. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label={label}
      sx={{ m: 0, p: 1.5, borderRadius: 2, bgcolor: 'action.hover', overflow: 'auto', maxHeight: 420, fontSize: 13, fontFamily: 'ui-monospace, monospace', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {JSON.stringify(value, null, 2)}
    </Box>
  );
}
