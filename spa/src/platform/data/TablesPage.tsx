import StorageOutlined from '@mui/icons-material/StorageOutlined';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '../../ui/format';
import { Page } from '../../ui/Page';
import { SearchField } from '../../ui/SearchField';
import { EmptyState, ListSkeleton, Loaded } from '../../ui/states';
import { tables } from './tables';

export function TablesPage() {
  const { t } = useTranslation();
  const query = useQuery(tables);
  const [wanted, setWanted] = useState('');
  return (
    <Page title={t('nav.data')} subtitle={t('data.text')} width={1120}>
      <SearchField label={t('do.search')} value={wanted} onChange={setWanted} sx={{ maxWidth: 360, mb: 2 }} />
      <Loaded query={query} skeleton={<ListSkeleton rows={8} height={72} />}>
        {(all) => {
          const found = all.filter(({ name, comment }) => `${name} ${comment}`.toLowerCase().includes(wanted.trim().toLowerCase()));
          return found.length === 0 ? (
            <EmptyState icon={<StorageOutlined />} title={t('appointments.none')} />
          ) : (
            <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}>
              {found.map(({ name, comment, estimated_rows }) => (
                <Card key={name}>
                  <CardActionArea component={Link} to={`/django-admin/${name}`} sx={{ p: 1.75, height: '100%' }}>
                    <Typography sx={{ fontWeight: 650, fontFamily: 'ui-monospace, monospace' }}>{name}</Typography>
                    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                      {comment}
                    </Typography>
                    <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                      {t('data.about', { rows: number(estimated_rows) })}
                    </Typography>
                  </CardActionArea>
                </Card>
              ))}
            </Box>
          );
        }}
      </Loaded>
    </Page>
  );
}
