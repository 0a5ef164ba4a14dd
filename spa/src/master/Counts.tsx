import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { number } from '../ui/format';

type MasterCounts = Schemas['MasterDashboard']['counts'];

const COUNTS: { name: keyof MasterCounts; label: ParseKeys; to: string; isCall?: boolean }[] = [
  { name: 'active_total', label: 'counts.active', to: '/board' },
  { name: 'awaiting_payment_confirmation', label: 'counts.check', to: '/board', isCall: true },
  { name: 'unread_total', label: 'counts.unread', to: '/board', isCall: true },
  { name: 'completed_total', label: 'counts.completed', to: '/board?view=finished' },
  { name: 'master_score', label: 'counts.score', to: '/score' },
];

/** How a master stands, and where to go from there. */
export function Counts() {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: keys.dashboard, queryFn: () => ask(api.GET('/dashboard/')) });
  const counts = data?.role === 'master' ? data.counts : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: 'repeat(6, 1fr)', md: 'repeat(5, 1fr)' }, mb: 2.5 }}>
      {COUNTS.map(({ name, label, to, isCall }, at) => (
        <Card key={name} sx={{ gridColumn: { xs: at < 3 ? 'span 2' : 'span 3', md: 'auto' } }}>
          <CardActionArea component={Link} to={to} sx={{ px: { xs: 1.5, md: 2 }, py: 1.25, height: '100%' }}>
            <Typography
              component="div"
              sx={{ fontSize: '1.5rem', fontWeight: 700, lineHeight: 1.2, fontVariantNumeric: 'tabular-nums', color: isCall && counts?.[name] ? 'warning.main' : 'text.primary' }}
            >
              {counts ? number(counts[name]) : isError ? '—' : <Skeleton width={32} />}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary', lineHeight: 1.3 }}>
              {t(label)}
            </Typography>
          </CardActionArea>
        </Card>
      ))}
    </Box>
  );
}
