import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** Figures that belong together, in a row on a desk. */
export function CardRow({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography variant="overline" component="h2" id={id} sx={{ color: 'text.secondary' }}>
        {title}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
          // What is not there yet, and why it is not, stand for several.
          '& > [role]': { gridColumn: 'span 2' },
        }}
      >
        {children}
      </Box>
    </Box>
  );
}
