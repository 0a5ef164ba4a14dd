import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment, number } from '../ui/format';
import { Moment } from '../ui/Moment';
import { Section } from '../ui/Section';
import { ScoreDial } from './ScoreDial';
import { ScoreHistory } from './ScoreHistory';
import { ScoreSum } from './ScoreSum';
import type { Explained } from './score';

// Charts are heavy, and below what is read first.
const ScoreChart = lazy(async () => ({ default: (await import('./ScoreChart')).ScoreChart }));

/** Why a score is what it is: its sum line by line, and how it came here. */
export function ScoreExplanation({ explained, actions }: { explained: Explained; actions?: ReactNode }) {
  const { t } = useTranslation();
  const { override, history } = explained;
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' }, alignItems: 'start' }}>
      <Section title={t(explained.kind === 'risk' ? 'score.risk' : 'score.score')} actions={actions}>
        <Stack direction="row" sx={{ gap: 2.5, alignItems: 'center', mb: 2 }}>
          <ScoreDial explained={explained} />
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 650 }}>{explained.level ? t(`risk.${explained.level}`) : t('score.ofHundred', { score: number(explained.score) })}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(explained.kind === 'risk' ? 'score.riskHint' : 'score.scoreHint')}
            </Typography>
            {explained.computed_at && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('score.computed')} <Moment at={explained.computed_at} />
              </Typography>
            )}
          </Box>
        </Stack>
        {override && (
          <Alert severity="info" sx={{ mb: 2 }}>
            {t('score.byHand', { score: override.score, until: moment(override.expires_at) })}
            {override.reason && <Typography variant="body2">{t('score.reason', { reason: override.reason })}</Typography>}
          </Alert>
        )}
        <ScoreSum explained={explained} />
      </Section>
      <Section title={t('score.history')}>
        {history.length > 1 && (
          <Suspense fallback={<Skeleton variant="rounded" height={180} />}>
            <ScoreChart explained={explained} />
          </Suspense>
        )}
        <ScoreHistory history={history} />
      </Section>
    </Box>
  );
}

export function ScoreSkeleton() {
  const { t } = useTranslation();
  return (
    <Box
      role="status"
      aria-label={t('app.loading')}
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' } }}
    >
      <Skeleton variant="rounded" height={420} />
      <Skeleton variant="rounded" height={420} />
    </Box>
  );
}
