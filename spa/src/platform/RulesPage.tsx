import AddRounded from '@mui/icons-material/AddRounded';
import RuleOutlined from '@mui/icons-material/RuleOutlined';
import SearchRounded from '@mui/icons-material/SearchRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../session/session';
import { Page } from '../ui/Page';
import { SearchField } from '../ui/SearchField';
import { EmptyState, Loaded } from '../ui/states';
import { useUrlState } from '../ui/useUrlState';
import { ExampleCards } from './rules/ExampleCards';
import { filterRules, type RuleState } from './rules/filter';
import { useCatalogue, useRules, type Rule } from './rules/queries';
import { RuleRow } from './rules/RuleRow';
import { useRuleWords } from './rules/words';

const STATES = { all: 'rules.state.all', on: 'rules.on', off: 'rules.off', wrong: 'rules.state.wrong' } as const;

/** All rules: which there are, what each of them does, whether it works. */
export function RulesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const rules = useRules();
  return (
    <Page
      title={t('nav.rules')}
      subtitle={t('rules.subtitle')}
      actions={
        can('rules.write') && (
          <Button component={Link} to="/admin/rules/new" variant="contained" startIcon={<AddRounded />}>
            {t('rules.new')}
          </Button>
        )
      }
    >
      <Loaded query={rules}>{(all) => (all.length === 0 ? <NoRules /> : <Rules all={all} />)}</Loaded>
    </Page>
  );
}

function NoRules() {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <>
      <EmptyState icon={<RuleOutlined />} title={t('rules.none')} text={t('rules.noneText')} />
      {can('rules.write') && <ExampleCards />}
    </>
  );
}

/** So few that somebody may want to be shown what else there could be. */
const FEW = 3;

function Rules({ all }: { all: Rule[] }) {
  const { t } = useTranslation();
  const can = useCan();
  const words = useRuleWords(useCatalogue().data);
  const [{ q, state: given, trigger }, change, reset] = useUrlState({ q: '', state: '', trigger: '' });
  const state = (given || 'all') as RuleState;
  const shown = filterRules(all, { text: q, state, trigger }, words);
  const triggers = [...new Set(all.map((rule) => rule.trigger_event_type))].sort();

  return (
    <Stack sx={{ gap: 2 }}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'minmax(0, 1fr) 180px 280px' } }}>
        <SearchField label={t('do.search')} value={q} onChange={(text) => change({ q: text })} sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }} />
        <TextField select size="small" label={t('rules.state')} value={state in STATES ? state : 'all'} onChange={(event) => change({ state: event.target.value === 'all' ? '' : event.target.value })}>
          {(Object.keys(STATES) as RuleState[]).map((it) => (
            <MenuItem key={it} value={it}>
              {t(STATES[it])}
            </MenuItem>
          ))}
        </TextField>
        <TextField select size="small" label={t('rules.when')} value={triggers.includes(trigger) ? trigger : 'all'} onChange={(event) => change({ trigger: event.target.value === 'all' ? '' : event.target.value })}>
          <MenuItem value="all">{t('rules.anyTrigger')}</MenuItem>
          {triggers.map((it) => (
            <MenuItem key={it} value={it}>
              {words.trigger(it)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {shown.length === 0 ? (
        <EmptyState icon={<SearchRounded />} title={t('rules.notFound')} action={<Button onClick={reset}>{t('do.clear')}</Button>} />
      ) : (
        <Card component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {shown.map((rule) => (
            <RuleRow key={rule.id} rule={rule} words={words} />
          ))}
        </Card>
      )}
      {all.length <= FEW && can('rules.write') && <ExampleCards />}
    </Stack>
  );
}
