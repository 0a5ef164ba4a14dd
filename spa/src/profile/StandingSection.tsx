import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import ExpandMoreRounded from '@mui/icons-material/ExpandMoreRounded';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { keys } from '../api/keys';
import { useMe } from '../session/session';
import { RiskChip, ToneChip } from '../ui/chips';
import { number } from '../ui/format';
import { Section } from '../ui/Section';
import { Loaded } from '../ui/states';

/** How a client stands with the shop: what masters see of them, and why. */
export function StandingSection() {
  const { t } = useTranslation();
  const { client_stats: stats } = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!stats) {
    return null;
  }
  return (
    <Section title={t('profile.standing')}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <ToneChip tone={stats.level === 'problematic' ? 'error' : stats.level === 'newbie' ? 'info' : 'success'} label={t(`level.${stats.level}`)} />
        <RiskChip level={stats.risk_level} score={stats.risk_score} />
      </Stack>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1.5, my: 2 }}>
        <Figure name={t('profile.completed')} value={number(stats.completed_orders_count)} />
        <Figure name={t('profile.cancelled')} value={number(stats.cancelled_orders_count)} />
        <Figure name={t('profile.rating')} value={stats.average_rating ? number(stats.average_rating, 2) : '—'} />
      </Box>
      <Accordion disableGutters elevation={0} expanded={isOpen} onChange={(_, open) => setOpen(open)} sx={{ bgcolor: 'transparent', '&::before': { display: 'none' } }}>
        <AccordionSummary expandIcon={<ExpandMoreRounded />} sx={{ px: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>{t('profile.why')}</Typography>
        </AccordionSummary>
        <AccordionDetails sx={{ px: 0, pt: 0 }}>{isOpen && <Explanation />}</AccordionDetails>
      </Accordion>
    </Section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <Box>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" sx={{ m: 0, fontSize: '1.25rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Typography>
    </Box>
  );
}

function Explanation() {
  const { t } = useTranslation();
  const score = useQuery({ queryKey: keys.myScore, queryFn: () => ask(api.GET('/me/score/')) });
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('profile.riskText')}
      </Typography>
      <Loaded query={score} skeleton={<Skeleton variant="rounded" height={120} />}>
        {({ lines }) => (
          <List disablePadding>
            {telling(lines).map(({ code, points, words }) => (
              <ListItem key={code} disableGutters divider sx={{ alignItems: 'flex-start', gap: 2 }}>
                <Typography variant="body2" sx={{ flexGrow: 1 }}>
                  {words}
                </Typography>
                <Typography variant="body2" sx={{ fontWeight: 650, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
                  {points > 0 ? `+${number(points, 1)}` : number(points, 1)}
                </Typography>
              </ListItem>
            ))}
          </List>
        )}
      </Loaded>
    </>
  );
}

/** Those that count; of a score that was not made up yet the one that says so. */
function telling(lines: Schemas['ScoreLine'][]) {
  const counting = lines.filter(({ points }) => points !== 0);
  return counting.length ? counting : lines.slice(0, 1);
}
