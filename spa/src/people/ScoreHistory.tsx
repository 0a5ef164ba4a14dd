import ArrowDownwardRounded from '@mui/icons-material/ArrowDownwardRounded';
import ArrowUpwardRounded from '@mui/icons-material/ArrowUpwardRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { number } from '../ui/format';
import { Moment } from '../ui/Moment';
import { causeKey, type ScoreChange } from './score';

/** So many say enough at first. */
const LATEST = 8;

/** The changes of a score, newest first, with what moved it. */
export function ScoreHistory({ history }: { history: ScoreChange[] }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  if (history.length === 0) {
    return <Typography sx={{ color: 'text.secondary' }}>{t('score.noHistory')}</Typography>;
  }
  return (
    <>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {history.slice(0, isAll ? undefined : LATEST).map((change) => (
          <Change key={`${change.changed_at}${change.new_score}`} change={change} />
        ))}
      </Box>
      {!isAll && history.length > LATEST && <Button onClick={() => setAll(true)}>{t('score.all', { count: history.length })}</Button>}
    </>
  );
}

function Change({ change }: { change: ScoreChange }) {
  const { t } = useTranslation();
  const key = causeKey(change);
  const words = key ? t(key) : change.words;
  const isUp = change.old_score !== null && change.new_score > change.old_score;
  const isDown = change.old_score !== null && change.new_score < change.old_score;
  const order = change.entity_type === 'Appointment' ? change.entity_id : null;
  return (
    <Stack component="li" direction="row" sx={{ gap: 1.5, py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ color: 'text.secondary', display: 'grid' }} aria-hidden>
        {isUp && <ArrowUpwardRounded fontSize="small" />}
        {isDown && <ArrowDownwardRounded fontSize="small" />}
        {!isUp && !isDown && <Box sx={{ width: 20 }} />}
      </Box>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {words}
          {order && (
            <>
              {' · '}
              <Link component={RouterLink} to={`/orders/${order}`} sx={{ whiteSpace: 'nowrap' }}>
                {t('score.order', { id: order })}
              </Link>
            </>
          )}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          <Moment at={change.changed_at} />
        </Typography>
      </Box>
      <Typography sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: 650 }}>
        {change.old_score === null ? number(change.new_score) : `${number(change.old_score)} → ${number(change.new_score)}`}
      </Typography>
    </Stack>
  );
}
