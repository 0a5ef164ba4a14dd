import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask } from '../../api/client';
import { JsonView } from '../../ui/JsonView';
import { Page } from '../../ui/Page';
import { ListSkeleton, Loaded } from '../../ui/states';
import { pageOf, tables, words } from './tables';

export function RowPage({ table, rowKey }: { table: string; rowKey: string }) {
  const { t } = useTranslation();
  const known = useQuery(tables).data?.find(({ name }) => name === table);
  const query = useQuery({
    queryKey: ['admin', 'data', table, 'row', rowKey],
    queryFn: () => ask(api.GET('/admin/data/{table}/{key}/', { params: { path: { table, key: rowKey } } })),
  });
  const page = query.data ? pageOf(table, query.data.values) : null;
  return (
    <Page
      title={`${table} ${rowKey}`}
      back={`/django-admin/${table}`}
      width={900}
      actions={
        page && (
          <Button component={Link} to={page} variant="contained">
            {t('data.page')}
          </Button>
        )
      }
    >
      <Loaded query={query} skeleton={<ListSkeleton rows={8} height={48} />}>
        {({ values }) => (
          <Card>
            {(known?.columns ?? Object.keys(values).map((name) => ({ name, comment: '', hidden: false }))).map(({ name, comment, hidden }, at) => (
              <Box key={name}>
                {at > 0 && <Divider />}
                <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '260px minmax(0, 1fr)' }, gap: 1, px: 2, py: 1.25 }}>
                  <div>
                    <Typography sx={{ fontFamily: 'ui-monospace, monospace', fontSize: 14, fontWeight: 600 }}>{name}</Typography>
                    <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                      {comment}
                    </Typography>
                  </div>
                  {hidden ? (
                    <Typography sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('data.hidden')}</Typography>
                  ) : typeof values[name] === 'object' && values[name] !== null ? (
                    <JsonView value={values[name]} label={name} />
                  ) : (
                    <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{words(values[name])}</Typography>
                  )}
                </Box>
              </Box>
            ))}
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
