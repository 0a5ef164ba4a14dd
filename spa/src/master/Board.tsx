import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { BoardCard } from './BoardCard';
import { byStep, isMastersTurn, type Step } from './steps';

/** Orders by the step they are at: beside each other on a desk, below each other elsewhere. */
export function Board({ orders }: { orders: Order[] }) {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('lg'));
  const columns = byStep(orders).filter(({ orders: some }) => isWide || some.length > 0);
  return (
    <Box sx={{ display: 'grid', gap: { xs: 3, lg: 1.5 }, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: `repeat(${columns.length}, minmax(0, 1fr))` }, alignItems: 'stretch' }}>
      {columns.map((column) => (
        <Column key={column.step} {...column} />
      ))}
    </Box>
  );
}

function Column({ step, orders }: { step: Step; orders: Order[] }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0, bgcolor: { lg: 'action.hover' }, borderRadius: '20px', p: { lg: 1 }, minHeight: { lg: 320 } }}>
      <Box sx={{ px: { lg: 1 }, pt: { lg: 0.5 }, pb: 1, minHeight: { lg: 76 } }}>
        <Stack direction="row" sx={{ alignItems: 'baseline', gap: 1 }}>
          <Typography variant="h3" component="h2" id={id} sx={{ flexGrow: 1 }}>
            {t(`status.${step}`)}
          </Typography>
          <Typography sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>{orders.length}</Typography>
        </Stack>
        <Typography variant="body2" sx={{ color: isMastersTurn(step) && orders.length ? 'primary.main' : 'text.secondary' }}>
          {t(`board.turn.${step}`)}
        </Typography>
      </Box>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))', lg: 'minmax(0, 1fr)' } }}>
        {orders.map((order) => (
          <BoardCard key={order.id} order={order} />
        ))}
        {orders.length === 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary', textAlign: 'center', py: 4 }}>
            {t('board.none')}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
