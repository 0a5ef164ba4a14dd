import HistoryRounded from '@mui/icons-material/HistoryRounded';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAdminLive } from '../../admin/useAdminLive';
import { api, askPage } from '../../api/client';
import { LoadMore } from '../../ui/LoadMore';
import { EmptyState, Loaded } from '../../ui/states';
import { ruleKeys } from './queries';
import { RunRow } from './RunRow';
import type { RuleWords } from './words';

const FILTERS = { all: 'rules.runs.all', met: 'rules.verdict.met', skipped: 'rules.verdict.skipped', not_met: 'rules.verdict.notMet' } as const;
type Filter = keyof typeof FILTERS;

/** What a rule made of the latest events, as they happen. */
export function RuleRuns({ id, words }: { id: number; words: RuleWords }) {
  const { t } = useTranslation();
  const refetchInterval = useAdminLive();
  const [filter, setFilter] = useState<Filter>('all');
  const runs = useInfiniteQuery({
    queryKey: ruleKeys.runs(id, filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      askPage(
        api.GET('/admin/rules/{id}/runs/', {
          params: { path: { id }, query: { limit: 25, cursor: pageParam, verdict: filter === 'all' ? undefined : filter } },
        }),
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval,
  });

  return (
    <>
      <Box sx={{ overflowX: 'auto', mb: 2 }}>
        <ToggleButtonGroup exclusive size="small" value={filter} onChange={(_, next: Filter | null) => next && setFilter(next)} aria-label={t('rules.runs.filter')}>
          {(Object.keys(FILTERS) as Filter[]).map((it) => (
            <ToggleButton key={it} value={it} sx={{ textTransform: 'none', px: 1.5, whiteSpace: 'nowrap' }}>
              {t(FILTERS[it])}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      <Loaded query={runs}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items);
          return all.length === 0 ? (
            <EmptyState icon={<HistoryRounded />} title={t('rules.runs.none')} text={t('rules.runs.noneText')} />
          ) : (
            <>
              {all.map((run) => (
                <RunRow key={`${run.event_id} ${run.rule_version} ${run.attempt}`} run={run} of="rule" words={words} />
              ))}
              <LoadMore list={runs} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
