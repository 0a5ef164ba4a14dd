import ArrowUpwardRounded from '@mui/icons-material/ArrowUpwardRounded';
import BoltOutlined from '@mui/icons-material/BoltOutlined';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCan } from '../session/session';
import { LoadMore } from '../ui/LoadMore';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { EventPanel } from './events/EventPanel';
import { EventRow } from './events/EventRow';
import { ENTITIES, useEvents } from './events/queries';
import { useCatalogue } from './rules/queries';
import { useRuleWords } from './rules/words';

/** What happens on the platform, as it happens, and what rules make of it. */
export function EventsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const catalogue = useCatalogue(can('rules.read'));
  const words = useRuleWords(catalogue.data);
  const [search, setSearch] = useSearchParams();
  const filter = { event_type: search.get('event_type') ?? '', entity_type: search.get('entity_type') ?? '', entity_id: search.get('entity_id') ?? '' };
  const opened = Number(search.get('event')) || null;
  const { query, waiting, showWaiting } = useEvents(filter);
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value) {
          before.set(name, value);
        } else {
          before.delete(name);
        }
        return before;
      },
      { replace: name !== 'event' },
    );
  const isFiltered = Object.values(filter).some(Boolean);

  return (
    <Page title={t('nav.events')} subtitle={t('events.subtitle')}>
      <Box sx={{ display: 'grid', gap: 1.5, mb: 2, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'minmax(0, 1fr) 200px 160px auto' }, alignItems: 'center' }}>
        <Autocomplete<string, false, false, true>
          freeSolo
          size="small"
          options={catalogue.data?.events.map(({ type }) => type) ?? []}
          value={filter.event_type || null}
          getOptionLabel={(type) => words.trigger(type)}
          onChange={(_, type) => set('event_type', type?.trim() ?? '')}
          renderInput={(props) => <TextField {...props} label={t('events.type')} placeholder={t('events.anyType')} />}
          sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}
        />
        <TextField select size="small" label={t('events.entity')} value={filter.entity_type || 'all'} onChange={(event) => set('entity_type', event.target.value === 'all' ? '' : event.target.value)}>
          <MenuItem value="all">{t('events.anyEntity')}</MenuItem>
          {ENTITIES.map((it) => (
            <MenuItem key={it} value={it}>
              {t(`events.entity.${it}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          size="small"
          label={t('events.entityId')}
          value={filter.entity_id}
          onChange={(event) => set('entity_id', event.target.value.replace(/\D/g, ''))}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        {isFiltered && <Button onClick={() => setSearch({}, { replace: true })}>{t('do.clear')}</Button>}
      </Box>
      <Box role="status" sx={{ position: 'sticky', top: 72, zIndex: 2, display: 'flex', justifyContent: 'center', height: 0 }}>
        {waiting > 0 && <Chip color="primary" icon={<ArrowUpwardRounded />} label={t('events.new', { count: waiting })} onClick={showWaiting} sx={{ boxShadow: 3 }} />}
      </Box>
      <Loaded query={query} skeleton={<ListSkeleton rows={8} height={58} />}>
        {() =>
          all.length === 0 ? (
            <EmptyState
              icon={<BoltOutlined />}
              title={t(isFiltered ? 'events.notFound' : 'events.none')}
              text={t(isFiltered ? 'events.notFoundText' : 'events.noneText')}
              action={isFiltered && <Button onClick={() => setSearch({}, { replace: true })}>{t('do.clear')}</Button>}
            />
          ) : (
            <>
              <Card component="ul" aria-label={t('nav.events')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {all.map((event) => (
                  <EventRow key={event.id} event={event} words={words} isOpen={event.id === opened} onOpen={() => set('event', String(event.id))} />
                ))}
              </Card>
              <LoadMore list={query} />
            </>
          )
        }
      </Loaded>
      <EventPanel id={opened} event={all.find(({ id }) => id === opened)} words={words} onClose={() => set('event', '')} />
    </Page>
  );
}
