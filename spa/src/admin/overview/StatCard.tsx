import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type Props = { icon: ReactNode; label: string; value: string; tone?: 'primary' | 'warning' | 'error' } & ({ to: string } | { onOpen: () => void });

/** A figure, which leads to what it counts. */
export function StatCard({ icon, label, value, tone = 'primary', ...way }: Props) {
  return (
    <Card>
      <CardActionArea {...('to' in way ? { component: Link, to: way.to } : { onClick: way.onOpen })} sx={{ p: 2, height: '100%' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: `${tone}.main`, mb: 0.5 }} aria-hidden>
          {icon}
        </Box>
        <Typography sx={{ fontSize: '1.75rem', fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.15, fontVariantNumeric: 'tabular-nums' }}>
          {value}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {label}
        </Typography>
      </CardActionArea>
    </Card>
  );
}
