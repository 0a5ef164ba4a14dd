import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  text: string;
  /** What is different. */
  children: ReactNode;
  takeTheirs: string;
  keepMine: string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

/** Somebody has saved something while the reader was writing: what is different, and whose is to stand. */
export function Overtaken({ title, text, children, takeTheirs, keepMine, onTakeTheirs, onKeepMine }: Props) {
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { flexGrow: 1, minWidth: 0 } }}>
      <AlertTitle>{title}</AlertTitle>
      {text}
      <Box sx={{ my: 1.5, p: 1, borderRadius: '10px', bgcolor: 'background.paper' }}>{children}</Box>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button size="small" variant="outlined" color="inherit" onClick={onTakeTheirs}>
          {takeTheirs}
        </Button>
        <Button size="small" variant="outlined" color="inherit" onClick={onKeepMine}>
          {keepMine}
        </Button>
      </Stack>
    </Alert>
  );
}
