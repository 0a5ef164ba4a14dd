import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import VerifiedOutlined from '@mui/icons-material/VerifiedOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askPage, type Schemas } from '../api/client';
import { DayField } from '../ui/DayField';
import { moment } from '../ui/format';
import { JsonView } from '../ui/JsonView';
import { LoadMore } from '../ui/LoadMore';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { useDebounced } from '../ui/useDebounced';
import { useUrlState } from '../ui/useUrlState';

const NO_FILTERS = { actor: '', action: '', entity: '', from: '', to: '' };

/** Who did what. */
export function AuditPage() {
  const { t } = useTranslation();
  const [filters, change, reset] = useUrlState(NO_FILTERS);
  const asked = useDebounced(filters);
  const list = useInfiniteQuery({
    queryKey: ['admin', 'audit', asked],
    queryFn: ({ pageParam }) => {
      const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
      return askPage(api.GET('/admin/audit/', { params: { query: { ...given, limit: 50, cursor: pageParam } } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const entries = list.data?.pages.flatMap(({ items }) => items);

  return (
    <Page title={t('nav.audit')} subtitle={t('audit.text')} width={1120}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, 1fr) auto' }, mb: 2, alignItems: 'center' }}>
        {(['actor', 'action', 'entity'] as const).map((name) => (
          <TextField
            key={name}
            size="small"
            label={t(`audit.${name}`)}
            placeholder={name === 'entity' ? 'Account:12' : undefined}
            value={filters[name]}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
        {(['from', 'to'] as const).map((name) => (
          <DayField key={name} label={t(`audit.${name}`)} value={filters[name]} onChange={(day) => change({ [name]: day })} />
        ))}
        <Button onClick={reset}>{t('do.clear')}</Button>
      </Box>
      <Loaded query={{ ...list, data: entries }} skeleton={<ListSkeleton rows={8} height={64} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<FactCheckOutlined />} title={t('audit.none')} text={t('audit.noneText')} />
          ) : (
            <Stack spacing={1}>
              {all.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <LoadMore list={list} />
    </Page>
  );
}

function Entry({ entry }: { entry: Schemas['AuditEntry'] }) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const who = entry.actor_name || t('audit.system');
  return (
    <Card>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5, px: 2, py: 1.25 }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            <b>{who}</b> · {entry.action}
            {entry.entity_type && ` · ${entry.entity_type} ${entry.entity_id}`}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {moment(entry.occurred_at)}
            {entry.admin_role && ` · ${t(`adminRole.${entry.admin_role}`)}`}
            {entry.reason && ` · «${entry.reason}»`}
          </Typography>
        </Box>
        {entry.seal && (
          <Tooltip title={t('audit.sealed', { seq: entry.seal.seq })}>
            <VerifiedOutlined color="success" fontSize="small" aria-label={t('audit.sealed', { seq: entry.seal.seq })} />
          </Tooltip>
        )}
        <Button size="small" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('do.close') : t('audit.more')}
        </Button>
      </Stack>
      <Collapse in={isOpen} unmountOnExit id={id}>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, p: 2, pt: 0 }}>
          <div>
            <Typography variant="overline">{t('audit.before')}</Typography>
            <JsonView value={entry.before} label={t('audit.before')} />
          </div>
          <div>
            <Typography variant="overline">{t('audit.after')}</Typography>
            <JsonView value={entry.after} label={t('audit.after')} />
          </div>
        </Box>
        {entry.request_id && (
          <Typography variant="caption" sx={{ display: 'block', px: 2, pb: 2, color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {t('error.requestId', { id: entry.request_id })}
          </Typography>
        )}
      </Collapse>
    </Card>
  );
}
