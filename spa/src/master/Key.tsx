import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A key of the keyboard, as it looks. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        fontWeight: 650,
        lineHeight: '20px',
        minWidth: 22,
        px: 0.75,
        textAlign: 'center',
        display: 'inline-block',
        border: 1,
        borderBottomWidth: 2,
        borderColor: 'divider',
        borderRadius: '6px',
        bgcolor: 'background.paper',
        color: 'text.primary',
      }}
    >
      {children}
    </Box>
  );
}
