import CheckRounded from '@mui/icons-material/CheckRounded';
import CloseRounded from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { StageState } from './progress';

export const STAGE_COLORS: Record<StageState, string> = { passed: 'success.main', current: 'primary.main', stopped: 'error.main', ahead: 'divider' };

/** For those who do not see the colours. */
const UNSEEN = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' };

type Props = { label: string; stages: { key: string; label: string; state: StageState }[] };

/** Stages one after the other, and where one is; fits a phone. */
export function StageLine({ label, stages }: Props) {
  const { t } = useTranslation();
  return (
    <Box component="ol" aria-label={label} sx={{ display: 'grid', gridTemplateColumns: `repeat(${stages.length}, 1fr)`, listStyle: 'none', p: 0, m: 0 }}>
      {stages.map(({ key, label: name, state }, at) => (
        <Stack
          key={key}
          component="li"
          aria-current={state === 'current' ? 'step' : undefined}
          sx={{ alignItems: 'center', textAlign: 'center', gap: 0.75, position: 'relative', minWidth: 0 }}
        >
          {at > 0 && (
            <Box
              aria-hidden
              sx={{ position: 'absolute', top: 13, left: 'calc(-50% + 18px)', right: 'calc(50% + 18px)', height: 2, borderRadius: 1, bgcolor: state === 'ahead' ? 'divider' : 'success.main' }}
            />
          )}
          <Dot state={state} number={at + 1} />
          <Typography
            variant="caption"
            sx={{
              fontWeight: state === 'current' || state === 'stopped' ? 650 : 500,
              color: state === 'current' ? 'primary.main' : state === 'stopped' ? 'error.main' : 'text.secondary',
              fontSize: { xs: '0.6875rem', sm: '0.8125rem' },
              lineHeight: 1.25,
              px: 0.25,
              overflowWrap: 'anywhere',
            }}
          >
            {name}
            <Box component="span" sx={UNSEEN}>, {t(`stageState.${state}`)}</Box>
          </Typography>
        </Stack>
      ))}
    </Box>
  );
}

function Dot({ state, number }: { state: StageState; number: number }) {
  const isFull = state !== 'ahead';
  return (
    <Box
      aria-hidden
      sx={{
        width: 28,
        height: 28,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        fontSize: 13,
        fontWeight: 650,
        border: 2,
        borderColor: STAGE_COLORS[state],
        color: isFull ? 'background.paper' : 'text.secondary',
        bgcolor: isFull ? STAGE_COLORS[state] : 'transparent',
        boxShadow: state === 'current' ? '0 0 0 4px color-mix(in srgb, var(--mui-palette-primary-main) 18%, transparent)' : undefined,
        '& svg': { fontSize: 18 },
      }}
    >
      {state === 'passed' ? <CheckRounded /> : state === 'stopped' ? <CloseRounded /> : number}
    </Box>
  );
}
