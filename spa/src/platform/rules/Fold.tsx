import ExpandMoreRounded from '@mui/icons-material/ExpandMoreRounded';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import type { ReactNode } from 'react';

/** A row that tells more when it is opened. */
export function Fold({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <Accordion
      disableGutters
      elevation={0}
      slots={{ heading: 'div' }}
      slotProps={{ transition: { unmountOnExit: true } }}
      sx={{ border: 1, borderColor: 'divider', '&:not(:last-child)': { borderBottom: 0 }, '&::before': { display: 'none' } }}
    >
      <AccordionSummary expandIcon={<ExpandMoreRounded />} sx={{ px: { xs: 1.5, sm: 2 }, '& .MuiAccordionSummary-content': { minWidth: 0, my: 1.25 } }}>
        {summary}
      </AccordionSummary>
      <AccordionDetails sx={{ px: { xs: 1.5, sm: 2 }, pt: 0, pb: 2 }}>{children}</AccordionDetails>
    </Accordion>
  );
}
