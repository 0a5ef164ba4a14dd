import ErrorOutlineRounded from '@mui/icons-material/ErrorOutlineRounded';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Problem } from './queries';

/** What is wrong, right where it is. */
export function ProblemTexts({ problems }: { problems: Problem[] }) {
  return problems.map(({ pointer, message }) => (
    <Stack key={pointer + message} direction="row" role="alert" sx={{ gap: 0.75, alignItems: 'flex-start', color: 'error.main', mt: 0.75 }}>
      <ErrorOutlineRounded sx={{ fontSize: 18, mt: '1px' }} aria-hidden />
      <Typography variant="body2">{message}</Typography>
    </Stack>
  ));
}
