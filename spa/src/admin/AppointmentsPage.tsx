import DownloadRounded from '@mui/icons-material/DownloadRounded';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import SearchOffRounded from '@mui/icons-material/SearchOffRounded';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../api/failure';
import { useCan } from '../session/session';
import { useFeedback } from '../ui/feedback';
import { LoadMore } from '../ui/LoadMore';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded, useFailureWords } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { confirmPayment, sumOf } from './appointments/confirmPayment';
import { exportCsv, MOST } from './appointments/exportCsv';
import { FilterBar } from './appointments/FilterBar';
import { NO_FILTERS, readPage } from './appointments/filters';
import { isChoosable, OrdersTable } from './appointments/OrdersTable';
import { useAdminLive } from './useAdminLive';

/** All orders: found, looked at, and payments confirmed many at a time. */
export function AppointmentsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const queries = useQueryClient();
  const words = useFailureWords();
  const { confirm, say, sayFailure } = useFeedback();
  const [filters, change, reset] = useUrlState(NO_FILTERS);
  const [chosen, setChosen] = useState<Set<number>>(new Set());
  const [refused, setRefused] = useState<string[]>([]);
  const [exported, setExported] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const refetchInterval = useAdminLive();

  const list = useInfiniteQuery({
    queryKey: ['admin', 'appointments', filters],
    queryFn: ({ pageParam }) => readPage(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const orders = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages[0]?.total;
  const isFiltered = Object.values(filters).some(Boolean);
  // What has changed meanwhile cannot be chosen any more.
  const ready = orders.filter((order) => chosen.has(order.id) && isChoosable(order));

  const save = async () => {
    setExported(0);
    try {
      if (!(await exportCsv(filters, setExported))) {
        say(t('appointments.csvCut', { count: MOST }));
      }
    } catch (failure) {
      sayFailure(failure);
    } finally {
      setExported(null);
    }
  };
  const confirmAll = async () => {
    const title = t('appointments.confirmAll');
    const text = `${t('appointments.confirmSum', { count: ready.length, sum: sumOf(ready) })} ${t('appointments.confirmAllText')}`;
    if ((await confirm({ title, text, confirm: title })) === null) {
      return;
    }
    setBusy(true);
    const problems = new Map<number, string>();
    for (const order of ready) {
      try {
        if (!(await confirmPayment(order))) {
          problems.set(order.id, t('appointments.changed'));
        }
      } catch (failure) {
        problems.set(order.id, words(failure).text);
      }
    }
    setBusy(false);
    setRefused([...problems].map(([id, reason]) => t('appointments.notConfirmed', { id, reason })));
    setChosen(new Set(problems.keys()));
    const outcome = t('appointments.confirmed', { done: ready.length - problems.size, all: ready.length });
    if (problems.size > 0) {
      sayFailure(new Failure(0, outcome, 'unknown'));
    } else {
      say(outcome);
    }
    await queries.invalidateQueries({ queryKey: ['admin'] });
  };

  return (
    <Page
      title={t('nav.appointments')}
      width={1440}
      subtitle={total === undefined ? undefined : t('appointments.total', { count: total })}
      actions={
        <Button startIcon={<DownloadRounded />} disabled={exported !== null || orders.length === 0} onClick={() => void save()}>
          {exported === null ? t('appointments.csv') : t('appointments.csvBusy', { count: exported })}
        </Button>
      }
    >
      <FilterBar filters={filters} onChange={change} onReset={reset} />
      {refused.length > 0 && (
        <Alert severity="error" onClose={() => setRefused([])} sx={{ mb: 2 }}>
          {refused.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Alert>
      )}
      <Loaded query={{ ...list, data: list.data ? orders : undefined }} skeleton={<ListSkeleton rows={8} height={44} />}>
        {(all) =>
          all.length === 0 ? (
            isFiltered ? (
              <EmptyState
                icon={<SearchOffRounded />}
                title={t('appointments.none')}
                text={t('appointments.noneText')}
                action={<Button onClick={reset}>{t('appointments.reset')}</Button>}
              />
            ) : (
              <EmptyState icon={<InboxOutlined />} title={t('appointments.empty')} text={t('appointments.emptyText')} />
            )
          ) : (
            <OrdersTable orders={all} chosen={can('payments.confirm') ? new Set(ready.map(({ id }) => id)) : null} onChoose={setChosen} />
          )
        }
      </Loaded>
      <LoadMore list={list} />
      {ready.length > 0 && (
        <Paper
          elevation={6}
          sx={{ position: 'sticky', bottom: { xs: 80, md: 16 }, mt: 2, p: 1.5, borderRadius: 3, display: 'flex', alignItems: 'center', gap: 2 }}
        >
          <Typography sx={{ flexGrow: 1, fontWeight: 600 }}>{t('appointments.chosen', { count: ready.length })}</Typography>
          <Button variant="contained" loading={isBusy} onClick={() => void confirmAll()}>
            {t('appointments.confirmAll')}
          </Button>
        </Paper>
      )}
    </Page>
  );
}
