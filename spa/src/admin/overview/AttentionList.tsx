import CheckCircleOutlineRounded from '@mui/icons-material/CheckCircleOutlineRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Page } from '../../api/client';
import type { Order } from '../../live/frames';
import { StatusChip } from '../../ui/chips';
import { Moment } from '../../ui/Moment';
import { Section } from '../../ui/Section';
import { ListSkeleton, Loaded } from '../../ui/states';

type Props = {
  title: string;
  query: UseQueryResult<Page<Order>>;
  /** What is said when nothing needs anybody. */
  calm: string;
  /** Where all of them are. */
  all: string;
  /** The moment that makes an order urgent. */
  when: (order: Order) => string;
};

/** The most urgent of a kind. */
export function AttentionList({ title, query, calm, all, when }: Props) {
  const { t } = useTranslation();
  const total = query.data?.total ?? query.data?.items.length ?? 0;
  return (
    <Section
      title={total ? `${title} · ${total}` : title}
      actions={
        total > 0 && (
          <Button component={Link} to={all} size="small">
            {t('overview.all')}
          </Button>
        )
      }
    >
      <Loaded query={query} skeleton={<ListSkeleton rows={3} height={56} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack direction="row" sx={{ alignItems: 'center', gap: 1, color: 'success.main', py: 1 }}>
              <CheckCircleOutlineRounded />
              <Typography>{calm}</Typography>
            </Stack>
          ) : (
            <List component="div" disablePadding sx={{ mx: -1 }}>
              {items.map((order) => (
                <ListItemButton key={order.id} component={Link} to={`/orders/${order.id}`} sx={{ borderRadius: 2, gap: 1.5, px: 1 }}>
                  <Box sx={{ flexGrow: 1, minWidth: 0 }}>
                    <Typography noWrap sx={{ fontWeight: 600 }}>
                      {order.brand} {order.model}
                    </Typography>
                    <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>
                      {t('order.number', { id: order.id })} · {order.master_username ?? t('overview.nobody')} · <Moment at={when(order)} />
                    </Typography>
                  </Box>
                  <StatusChip status={order.status} />
                </ListItemButton>
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  );
}
