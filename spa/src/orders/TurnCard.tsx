import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { Countdown } from './Countdown';
import { OrderActions } from './OrderActions';
import { sideOf } from './steps';
import { turnText, turnTitle } from './turn';

/** Who does what now, with the step that is due and the time it may take. */
export function TurnCard({ order }: { order: Order }) {
  const { t } = useTranslation();
  const side = sideOf(order, useMe());
  const title = turnTitle(order.status, side);
  const isMine = title === 'turn.yours';
  return (
    <Card
      component="section"
      aria-live="polite"
      sx={{
        borderColor: isMine ? 'primary.main' : undefined,
        bgcolor: isMine ? 'color-mix(in srgb, var(--mui-palette-primary-main) 6%, var(--mui-palette-background-paper))' : undefined,
      }}
    >
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2, alignItems: { sm: 'center' } }}>
          <Stack sx={{ flexGrow: 1, gap: 0.5, minWidth: 0 }}>
            <Typography variant="overline" component="h2" sx={{ color: isMine ? 'primary.main' : 'text.secondary' }}>
              {t(title)}
            </Typography>
            <Typography sx={{ fontSize: '1.05rem', maxWidth: 560 }}>{t(turnText(order.status, side), { master: order.master_username ?? '', client: order.client_username })}</Typography>
            <Countdown order={order} />
          </Stack>
          <OrderActions order={order} variant="all" />
        </Stack>
      </CardContent>
    </Card>
  );
}
