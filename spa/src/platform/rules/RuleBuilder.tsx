import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section';
import { language } from '../../i18n/i18n';
import { ActionsEditor } from './ActionsEditor';
import { BuildingContext, problemsAt, useBuilding } from './building';
import { ConditionEditor } from './ConditionEditor';
import type { RuleDraft, TypedText } from './draft';
import { ProblemTexts } from './ProblemTexts';
import type { Catalogue, Problem } from './queries';
import { RuleJson } from './RuleJson';
import { RuleText } from './RuleText';
import { RunSettings } from './RunSettings';
import type { RuleWords } from './words';

type Props = {
  typing: TypedText;
  catalogue: Catalogue;
  words: RuleWords;
  draft: RuleDraft;
  problems: Problem[];
  /** What the server has refused of the fields, by their name. */
  refused: Record<string, string>;
  onChange: (draft: RuleDraft) => void;
};

/** A rule is built of parts, or written as JSON; both change the same draft. */
export function RuleBuilder({ typing, catalogue, words, draft, problems, refused, onChange }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<'parts' | 'json'>('parts');
  return (
    <BuildingContext value={{ catalogue, words, event: draft.trigger_event_type, problems }}>
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' } }}>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <ToggleButtonGroup exclusive size="small" value={view} onChange={(_, next: 'parts' | 'json' | null) => next && setView(next)} aria-label={t('rules.view')}>
            <ToggleButton value="parts" sx={{ textTransform: 'none', px: 2 }}>
              {t('rules.viewParts')}
            </ToggleButton>
            <ToggleButton value="json" sx={{ textTransform: 'none', px: 2 }}>
              JSON
            </ToggleButton>
          </ToggleButtonGroup>
          {view === 'parts' ? (
            <>
              <About draft={draft} refused={refused} onChange={onChange} />
              <Section title={t('rules.when')}>
                <TriggerField value={draft.trigger_event_type} onChange={(trigger_event_type) => onChange({ ...draft, trigger_event_type })} />
              </Section>
              <Section title={t('rules.if')}>
                <ConditionEditor condition={draft.condition_json} onChange={(condition_json) => onChange({ ...draft, condition_json })} />
              </Section>
              <Section title={t('rules.do')}>
                <ActionsEditor actions={draft.action_json} onChange={(action_json) => onChange({ ...draft, action_json })} />
              </Section>
            </>
          ) : (
            <Section title={t('rules.json')}>
              <RuleJson typing={typing} draft={draft} problems={problems} onChange={onChange} />
            </Section>
          )}
        </Stack>
        <Stack sx={{ gap: 2, position: { lg: 'sticky' }, top: 80 }}>
          {view === 'parts' && (
            <Section title={t('rules.running')}>
              <RunSettings draft={draft} onChange={onChange} />
            </Section>
          )}
          <Section title={t('rules.inWords')}>
            <RuleText draft={draft} words={words} />
          </Section>
          {problems.length > 0 && view === 'parts' && <ProblemList problems={problems} />}
        </Stack>
      </Box>
    </BuildingContext>
  );
}

function About({ draft, refused, onChange }: Pick<Props, 'draft' | 'refused' | 'onChange'>) {
  const { t } = useTranslation();
  return (
    <Section title={t('rules.about')}>
      <Stack sx={{ gap: 1.5 }}>
        <TextField
          size="small"
          required
          label={t('rules.name')}
          value={draft.name}
          error={!!refused.name}
          helperText={refused.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 150 } }}
        />
        <TextField
          size="small"
          multiline
          label={t('rules.description')}
          value={draft.description}
          error={!!refused.description}
          helperText={refused.description}
          onChange={(event) => onChange({ ...draft, description: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 2000 } }}
        />
      </Stack>
    </Section>
  );
}

function TriggerField({ value, onChange }: { value: string; onChange: (type: string) => void }) {
  const { t } = useTranslation();
  const { catalogue, words, problems } = useBuilding();
  const wrong = problemsAt(problems, '/trigger_event_type');
  // Leaving the field takes what stands in it, which may be the meaning of an event.
  const typeOf = (text: string) => catalogue.events.find(({ type, meaning }) => type === text || meaning[language()] === text)?.type ?? text;
  return (
    <>
      <Autocomplete<string, false, true, true>
        freeSolo
        disableClearable
        autoSelect
        size="small"
        options={catalogue.events.map(({ type }) => type)}
        value={value}
        groupBy={(type) => t(GROUPS[type.split('.')[0] ?? ''] ?? 'rules.events.custom')}
        getOptionLabel={(type) => words.eventOf(type)?.meaning[language()] ?? type}
        onChange={(_, chosen) => onChange(typeOf(chosen.trim()))}
        renderOption={({ key, ...props }, type) => (
          <li key={key} {...props}>
            <span>
              {words.trigger(type)}
              <Typography variant="caption" component="span" sx={{ display: 'block', color: 'text.secondary', fontFamily: 'monospace' }}>
                {type}
              </Typography>
            </span>
          </li>
        )}
        renderInput={(props) => <TextField {...props} label={t('rules.trigger')} error={wrong.length > 0} helperText={words.eventOf(value) ? value : t('rules.triggerHint')} />}
      />
      <ProblemTexts problems={wrong} />
    </>
  );
}

const GROUPS: Record<string, 'rules.events.appointment' | 'rules.events.chat' | 'rules.events.review' | 'rules.events.sla'> = {
  appointment: 'rules.events.appointment',
  chat: 'rules.events.chat',
  review: 'rules.events.review',
  sla: 'rules.events.sla',
};

function ProblemList({ problems }: { problems: Problem[] }) {
  const { t } = useTranslation();
  return (
    <Alert severity="error">
      {t('rules.problemsText')}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2 }}>
        {problems.map(({ pointer, message }) => (
          <li key={pointer + message}>
            {message}
            <Typography component="span" variant="caption" sx={{ display: 'block', fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
              {pointer}
            </Typography>
          </li>
        ))}
      </Box>
    </Alert>
  );
}
