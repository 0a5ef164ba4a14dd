import ComputerRounded from '@mui/icons-material/ComputerRounded';
import MarkChatUnreadOutlined from '@mui/icons-material/MarkChatUnreadOutlined';
import SmartphoneRounded from '@mui/icons-material/SmartphoneRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { Order } from '../live/frames';
import { Countdown } from '../orders/Countdown';
import { deadlineOf } from '../orders/deadline';
import { RiskChip, ToneChip } from '../ui/chips';
import { FileView } from '../ui/FileView';
import { Moment } from '../ui/Moment';

type Props = {
  order: Order;
  isChosen: boolean;
  isTaking: boolean;
  /** It is not to be had any more. */
  isGone: boolean;
  onChoose: () => void;
  onTake: () => void;
};

export function cardId(order: number): string {
  return `queue-${order}`;
}

/** An order that waits for a master: all that is needed to decide, and the button that takes it. */
export function QueueCard({ order, isChosen, isTaking, isGone, onChoose, onTake }: Props) {
  const { t } = useTranslation();
  const device = `${order.brand} ${order.model}`;
  return (
    <Card
      component="article"
      id={cardId(order.id)}
      data-queue-card
      tabIndex={0}
      aria-label={`${t('queue.number', { id: order.id })}, ${device}`}
      onFocus={onChoose}
      sx={{
        p: { xs: 1.5, md: 2 },
        display: 'grid',
        gap: { xs: 1.25, md: 2 },
        gridTemplateColumns: { xs: '64px minmax(0, 1fr)', md: '76px minmax(0, 1fr) 190px' },
        alignItems: { xs: 'start', md: 'center' },
        scrollMargin: '96px',
        transition: 'border-color 150ms, opacity 300ms',
        opacity: isGone ? 0.6 : 1,
        borderColor: { md: isChosen && !isGone ? 'primary.main' : 'divider' },
        boxShadow: { md: isChosen && !isGone ? 'inset 3px 0 0 var(--mui-palette-primary-main)' : 'none' },
      }}
    >
      <Photo order={order} device={device} />
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ gap: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
          <Link component={RouterLink} to={`/orders/${order.id}`} underline="hover" sx={{ color: 'text.primary', fontWeight: 650, fontSize: '1.05rem', overflowWrap: 'anywhere' }}>
            {device}
          </Link>
          <ToneChip tone="info" label={t(`lock.${order.lock_type}`)} />
          {order.client_risk_level && <RiskChip level={order.client_risk_level} score={order.client_risk_score} />}
          {order.platform_tags.map((tag) => (
            <ToneChip key={tag} tone="default" label={tag} />
          ))}
        </Stack>
        <Typography
          sx={{ my: 0.5, color: 'text.secondary', overflowWrap: 'anywhere', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
        >
          {order.description}
        </Typography>
        <Stack direction="row" sx={{ columnGap: 1.5, rowGap: 0.25, flexWrap: 'wrap', alignItems: 'center', color: 'text.secondary', fontSize: '0.85rem' }}>
          <span>{t('queue.number', { id: order.id })}</span>
          <span>{order.client_username}</span>
          <span>
            {t('queue.filed')} <Moment at={order.created_at} />
          </span>
          <Stack component="span" direction="row" sx={{ gap: 0.5, alignItems: 'center', color: order.has_pc ? 'text.secondary' : 'warning.main' }}>
            <ComputerRounded aria-hidden sx={{ fontSize: 16 }} />
            {order.has_pc ? t('queue.pc') : t('queue.noPc')}
          </Stack>
          {order.unread_count > 0 && (
            <Stack component="span" direction="row" sx={{ gap: 0.5, alignItems: 'center', color: 'primary.main', fontWeight: 650 }}>
              <MarkChatUnreadOutlined aria-hidden sx={{ fontSize: 16 }} />
              {t('queue.unread', { count: order.unread_count })}
            </Stack>
          )}
        </Stack>
      </Box>
      <Stack
        sx={{
          gridColumn: { xs: '1 / -1', md: 'auto' },
          flexDirection: { xs: 'row', md: 'column' },
          alignItems: { xs: 'center', md: 'stretch' },
          justifyContent: 'space-between',
          textAlign: { md: 'center' },
          gap: 1,
        }}
      >
        {isGone ? (
          <Typography role="status" sx={{ fontWeight: 650, color: 'text.secondary' }}>
            {t('queue.gone')}
          </Typography>
        ) : (
          <>
            <Box>
              {deadlineOf(order) ? (
                <Countdown order={order} isBrief />
              ) : (
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {t('queue.noDeadline')}
                </Typography>
              )}
            </Box>
            <Button variant="contained" onClick={onTake} loading={isTaking} sx={{ minWidth: 132 }} aria-label={`${t('queue.take')}: ${device}`}>
              {t('queue.take')}
            </Button>
          </>
        )}
      </Stack>
    </Card>
  );
}

function Photo({ order, device }: { order: Order; device: string }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ width: { xs: 64, md: 76 }, height: { xs: 64, md: 76 }, borderRadius: '12px', overflow: 'hidden', display: 'grid', placeItems: 'center', bgcolor: 'action.hover', color: 'text.secondary' }}>
      {order.photo_lock_screen_url ? (
        <FileView url={order.photo_lock_screen_url} alt={t('queue.photo', { device })} height={76} />
      ) : (
        <SmartphoneRounded aria-hidden />
      )}
    </Box>
  );
}
