import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { number } from '../../ui/format';

type Props = { icon: ReactNode; label: string; value: number; to: string; tone?: 'primary' | 'warning' };

/** A figure, which leads to what it counts. */
export function StatCard({ icon, label, value, to, tone = 'primary' }: Props) {
  return (
    <Card>
      <CardActionArea component={Link} to={to} sx={{ p: 2, height: '100%' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: `${tone}.main`, mb: 0.5 }} aria-hidden>
          {icon}
        </Box>
        <Typography sx={{ fontSize: '1.75rem', fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.15, fontVariantNumeric: 'tabular-nums' }}>
          {number(value)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {label}
        </Typography>
      </CardActionArea>
    </Card>
  );
}
