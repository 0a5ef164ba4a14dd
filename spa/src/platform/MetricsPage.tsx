import DownloadRounded from '@mui/icons-material/DownloadRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, askJson, send, standardHeaders, type Schemas } from '../api/client';
import { failureOf } from '../api/failure';
import { download } from '../ui/csv';
import { DayField } from '../ui/DayField';
import { useFeedback } from '../ui/feedback';
import { Page } from '../ui/Page';
import { Section } from '../ui/Section';
import { ListSkeleton, Loaded } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { FigureDrawer, type Chosen } from './metrics/FigureDrawer';
import { Funnel } from './metrics/Funnel';
import { MetricCard } from './metrics/MetricCard';
import { METRICS, type Metric } from './metrics/metric';

// The charts are larger than everything else here.
const Trend = lazy(async () => ({ default: (await import('./metrics/Trend')).Trend }));

/** Business figures: how much, how it develops, where orders are lost, and the rows behind each number. */
export function MetricsPage() {
  const { t } = useTranslation();
  const { sayFailure } = useFeedback();
  const [{ from, to, metric }, change] = useUrlState({ from: '', to: '', metric: 'new_appointments' });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const query = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const options = { placeholderData: keepPreviousData };
  const summary = useQuery({ queryKey: ['admin', 'metrics', 'summary', query], queryFn: () => ask(api.GET('/admin/metrics/summary/', { params: { query } })), ...options });
  // Days that are not asked for by date go back further than the figures above them.
  const period = summary.data && { from: summary.data.from, to: summary.data.to };
  const daily = useQuery({
    queryKey: ['admin', 'metrics', 'daily', period],
    queryFn: () => askJson<Schemas['DailyMetrics'][]>(api.GET('/admin/metrics/daily/', { params: { query: period } })),
    enabled: !!period,
    ...options,
  });
  const funnel = useQuery({ queryKey: ['admin', 'metrics', 'funnel', query], queryFn: () => ask(api.GET('/admin/metrics/funnel/', { params: { query } })), ...options });
  const shown = METRICS.includes(metric as Metric) ? (metric as Metric) : 'new_appointments';

  const save = async () => {
    try {
      const address = `${location.origin}/api/v1/admin/metrics/daily/?${new URLSearchParams({ ...period, format: 'csv' })}`;
      const response = await send(new Request(address, { headers: { ...(await standardHeaders()), Accept: 'text/csv' } }));
      if (!response.ok) {
        throw failureOf(response, await response.json().catch(() => undefined));
      }
      download('metrics.csv', await response.text());
    } catch (failure) {
      sayFailure(failure);
    }
  };

  return (
    <Page
      title={t('nav.metrics')}
      width={1320}
      actions={
        <Button startIcon={<DownloadRounded />} onClick={() => void save()}>
          {t('appointments.csv')}
        </Button>
      }
    >
      <Stack direction="row" sx={{ gap: 1.5, mb: 2.5, flexWrap: 'wrap' }}>
        {(['from', 'to'] as const).map((name) => (
          <DayField
            key={name}
            label={t(`metrics.${name}`)}
            value={{ from, to }[name] || summary.data?.[name] || ''}
            onChange={(day) => change({ [name]: day })}
            sx={{ width: 170 }}
          />
        ))}
      </Stack>
      <Stack spacing={2.5}>
        <Loaded query={summary} skeleton={<ListSkeleton rows={2} height={100} />}>
          {(figures) => (
            <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' } }}>
              {METRICS.map((each) => (
                <MetricCard
                  key={each}
                  metric={each}
                  value={figures[each]}
                  isShown={each === shown}
                  onShow={() => change({ metric: each })}
                  onOpen={() => setChosen({ kind: 'metric', name: each, from: figures.from, to: figures.to })}
                />
              ))}
            </Box>
          )}
        </Loaded>
        <Section title={t(`metric.${shown}`)}>
          <Loaded query={daily} skeleton={<Skeleton variant="rounded" height={280} />}>
            {(days) => (
              <Suspense fallback={<Skeleton variant="rounded" height={280} />}>
                <Trend metric={shown} days={days} onDay={(date) => setChosen({ kind: 'metric', name: shown, from: date, to: date })} />
              </Suspense>
            )}
          </Loaded>
        </Section>
        <Section title={t('metrics.funnel')}>
          <Loaded query={funnel} skeleton={<ListSkeleton rows={5} height={44} />}>
            {(data) => <Funnel steps={data.steps} onStep={(step) => setChosen({ kind: 'step', name: step, from: data.from, to: data.to })} />}
          </Loaded>
        </Section>
      </Stack>
      <FigureDrawer chosen={chosen} onClose={() => setChosen(null)} />
    </Page>
  );
}
