import AddRounded from '@mui/icons-material/AddRounded';
import ChatBubbleOutlineRounded from '@mui/icons-material/ChatBubbleOutlineRounded';
import CreditCardRounded from '@mui/icons-material/CreditCardRounded';
import PhonelinkLockOutlined from '@mui/icons-material/PhonelinkLockOutlined';
import StarOutlineRounded from '@mui/icons-material/StarOutlineRounded';
import TaskAltRounded from '@mui/icons-material/TaskAltRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { money } from '../ui/format';
import type { Due } from './myOrders';

const ICONS = {
  pay: <CreditCardRounded />,
  answer: <ChatBubbleOutlineRounded />,
  review: <StarOutlineRounded />,
  first: <PhonelinkLockOutlined />,
  nothing: <TaskAltRounded />,
};

/** The one obvious next step. */
export function DueCard({ due }: { due: Due }) {
  const { t } = useTranslation();
  const order = 'order' in due ? due.order : null;
  const values = {
    device: order ? `${order.brand} ${order.model}` : '',
    price: money(order?.total_price, order?.currency),
    count: order?.unread_count ?? 0,
  };
  return (
    <Card sx={{ border: 0, color: 'primary.contrastText', bgcolor: 'primary.main' }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ p: { xs: 2.5, sm: 3 }, gap: 2.5, alignItems: { sm: 'center' } }}>
        <Box aria-hidden sx={{ '& svg': { fontSize: 44, display: 'block' } }}>
          {ICONS[due.what]}
        </Box>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Typography variant="h2">{t(`due.${due.what}`, values)}</Typography>
          <Typography sx={{ mt: 0.5 }}>{t(`due.${due.what}.text`, values)}</Typography>
        </Box>
        <Button
          component={Link}
          to={order ? `/orders/${order.id}${due.what === 'answer' ? '?tab=chat' : ''}` : '/orders/new'}
          variant="contained"
          size="large"
          startIcon={order ? undefined : <AddRounded />}
          sx={{ flexShrink: 0, bgcolor: 'background.paper', color: 'primary.main', '&:hover': { bgcolor: 'background.default' }, '&:focus-visible': { outlineColor: 'var(--mui-palette-primary-contrastText)' } }}
        >
          {t(`due.${due.what}.do`)}
        </Button>
      </Stack>
    </Card>
  );
}
