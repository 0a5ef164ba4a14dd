import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

type Props = {
  isOwn: boolean;
  /** Something that is not there any more, or not yet. */
  isQuiet?: boolean;
  menu?: ReactNode;
  /** When it was, and what became of it. */
  foot?: ReactNode;
  children: ReactNode;
};

/** One message: one's own on the right, all others on the left. */
export function Bubble({ isOwn, isQuiet = false, menu, foot, children }: Props) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: isOwn ? 'row-reverse' : 'row',
        alignItems: 'center',
        gap: 0.5,
        maxWidth: { xs: '94%', sm: '84%' },
        '& .menu': { opacity: { xs: 0.6, md: 0 } },
        '@media (hover: none)': { '& .menu': { opacity: 0.6 } },
        '&:hover .menu, &:focus-within .menu, & .menu[aria-expanded=true]': { opacity: 1 },
      }}
    >
      <Box
        sx={{
          minWidth: 0,
          px: 1.5,
          py: 0.875,
          borderRadius: '16px',
          borderBottomRightRadius: isOwn ? '5px' : undefined,
          borderBottomLeftRadius: isOwn ? undefined : '5px',
          bgcolor: isQuiet
            ? 'transparent'
            : isOwn
              ? 'color-mix(in srgb, var(--mui-palette-primary-main) 15%, var(--mui-palette-background-paper))'
              : 'color-mix(in srgb, var(--mui-palette-text-primary) 6%, var(--mui-palette-background-paper))',
          border: '1px solid',
          borderColor: isQuiet ? 'divider' : 'transparent',
          color: isQuiet ? 'text.secondary' : 'text.primary',
          fontStyle: isQuiet ? 'italic' : undefined,
          overflowWrap: 'anywhere',
          lineHeight: 1.45,
          display: 'flow-root',
        }}
      >
        {children}
        {foot && (
          <Box
            sx={{
              float: 'right',
              display: 'flex',
              alignItems: 'center',
              gap: 0.5,
              ml: 1.25,
              mt: '5px',
              mb: '-2px',
              fontSize: '0.72rem',
              fontStyle: 'normal',
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {foot}
          </Box>
        )}
      </Box>
      {menu}
    </Box>
  );
}
