import SearchOffRounded from '@mui/icons-material/SearchOffRounded';
import Card from '@mui/material/Card';
import MuiLink from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, askPage } from '../../api/client';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { SearchField } from '../../ui/SearchField';
import { EmptyState, ListSkeleton, Loaded } from '../../ui/states';
import { useUrlState } from '../../ui/useUrlState';
import { tables, words } from './tables';

export function RowsPage({ table }: { table: string }) {
  const { t } = useTranslation();
  const [{ q }, change] = useUrlState({ q: '' });
  const known = useQuery(tables).data?.find(({ name }) => name === table);
  const list = useInfiniteQuery({
    queryKey: ['admin', 'data', table, q],
    queryFn: ({ pageParam }) =>
      askPage(api.GET('/admin/data/{table}/', { params: { path: { table }, query: { limit: 50, cursor: pageParam, ...(q ? { q } : {}) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const columns = known?.columns.filter(({ hidden }) => !hidden) ?? Object.keys(rows?.[0]?.values ?? {}).map((name) => ({ name, comment: '' }));

  return (
    <Page title={table} subtitle={known?.comment} back="/django-admin" width={1600}>
      <SearchField label={t('data.search')} value={q} onChange={(text) => change({ q: text })} sx={{ maxWidth: 360, mb: 2 }} />
      <Loaded query={{ ...list, data: rows }} skeleton={<ListSkeleton rows={10} height={40} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<SearchOffRounded />} title={q ? t('appointments.none') : t('data.empty')} />
          ) : (
            <TableContainer component={Card} tabIndex={0} aria-label={table}>
              <Table size="small">
                <TableHead>
                  <TableRow>
                    {columns.map(({ name, comment }) => (
                      <TableCell key={name} title={comment}>
                        {name}
                      </TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {all.map(({ key, values }) => (
                    <TableRow key={key} hover>
                      {columns.map(({ name }, at) => (
                        <TableCell key={name} sx={{ maxWidth: 280, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
                          {at === 0 ? (
                            <MuiLink component={Link} to={`/django-admin/${table}/${encodeURIComponent(key)}`}>
                              {words(values[name])}
                            </MuiLink>
                          ) : (
                            words(values[name])
                          )}
                        </TableCell>
                      ))}
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </TableContainer>
          )
        }
      </Loaded>
      <LoadMore list={list} />
    </Page>
  );
}
