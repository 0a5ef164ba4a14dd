import ContentCopyRounded from '@mui/icons-material/ContentCopyRounded';
import DeleteOutlineRounded from '@mui/icons-material/DeleteOutlineRounded';
import Alert from '@mui/material/Alert';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { newKey } from '../../api/client';
import { Failure } from '../../api/failure';
import { useCan } from '../../session/session';
import { ToneChip } from '../../ui/chips';
import { useFeedback } from '../../ui/feedback';
import { Page } from '../../ui/Page';
import { ErrorAlert } from '../../ui/states';
import { ConflictNotice } from './ConflictNotice';
import { useRuleDraft, type RuleDraft } from './draft';
import { ruleKeys, type Catalogue, type Problem, type StoredRule } from './queries';
import { RuleBuilder } from './RuleBuilder';
import { RuleReading } from './RuleReading';
import { RuleRuns } from './RuleRuns';
import { RuleVersions } from './RuleVersions';
import { SaveBar } from './SaveBar';
import { useDeleteRule, useSaveRule } from './saving';
import { useSimulation } from './simulate';
import { Simulator } from './Simulator';
import { useProblems } from './useProblems';
import { useRuleWords } from './words';

type Props = {
  /** Null: it is new. */
  id: number | null;
  slot: string;
  initial: RuleDraft;
  stored?: StoredRule;
  catalogue: Catalogue;
  /** Whether it has something to be saved before anything is typed. */
  isBegun?: boolean;
};

const TABS = { build: 'rules.tab.build', simulate: 'rules.tab.simulate', runs: 'rules.tab.runs', versions: 'rules.tab.versions' } as const;
type TabName = keyof typeof TABS;

/** Everything about one rule: what it says, what it would do, what it did, what it was. */
export function RuleEditor({ id, slot, initial, stored, catalogue, isBegun = false }: Props) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { say, sayFailure, confirm } = useFeedback();
  const [search, setSearch] = useSearchParams();
  const words = useRuleWords(catalogue);
  const mayWrite = can('rules.write');
  const editing = useRuleDraft(slot, initial, stored);
  const { draft } = editing;
  const simulation = useSimulation(id);
  const save = useSaveRule(id);
  const remove = useDeleteRule();
  const [refusal, setRefusal] = useState<unknown>(null);
  const [key, setKey] = useState(newKey);
  const found = useProblems(draft, mayWrite);
  const refused = refusal instanceof Failure ? refusal : null;
  const problems = merged(found, refused?.problems ?? []);
  const tabs = (Object.keys(TABS) as TabName[]).filter((tab) => id !== null || tab === 'build' || tab === 'simulate');
  const tab = tabs.find((it) => it === search.get('tab')) ?? 'build';

  const show = (next: TabName) =>
    setSearch((before) => {
      before.set('tab', next);
      return before;
    }, { replace: true });
  const change = (next: RuleDraft) => {
    setRefusal(null);
    setKey(newKey());
    editing.change(next);
  };
  const write = (activate: boolean) => {
    const saved = activate ? { ...draft, is_active: true } : draft;
    save.mutate(
      { draft: saved, etag: editing.etag, key },
      {
        onSuccess: ({ rule }) => {
          setRefusal(null);
          editing.forget();
          say(t(rule.is_active ? 'rules.savedActive' : 'rules.savedOff'));
          if (id === null) {
            void navigate(`/admin/rules/${rule.id}`, { replace: true });
          }
        },
        onError: (failure) => {
          if (failure instanceof Failure && failure.status === 412) {
            // What I have written is kept, and the rule as it is now comes beside it.
            editing.change(saved);
            void queries.invalidateQueries({ queryKey: ruleKeys.one(id!) });
            return;
          }
          setRefusal(failure);
          if (failure instanceof Failure && failure.status === 400) {
            show('build');
          }
          sayFailure(failure instanceof Failure && failure.problems.length ? new Failure(400, t('rules.refused'), failure.code) : failure);
        },
      },
    );
  };
  const discard = async () => {
    if (!editing.isChanged || (await confirm({ title: t('rules.discardTitle'), text: t('rules.discardText'), confirm: t('rules.discard'), danger: true })) !== null) {
      editing.forget();
      setRefusal(null);
      if (id === null) {
        void navigate('/admin/rules');
      }
    }
  };
  const erase = async () => {
    if (stored && (await confirm({ title: t('rules.deleteTitle', { name: stored.rule.name }), text: t('rules.deleteText'), confirm: t('do.delete'), danger: true })) !== null) {
      remove.mutate(
        { id: stored.rule.id, etag: stored.etag },
        {
          onSuccess: () => {
            editing.forget();
            say(t('rules.deleted'));
            void navigate('/admin/rules');
          },
          onError: (failure) => {
            void queries.invalidateQueries({ queryKey: ruleKeys.one(stored.rule.id) });
            sayFailure(failure instanceof Failure && failure.status === 412 ? new Failure(412, t('rules.changedMeanwhile'), failure.code) : failure);
          },
        },
      );
    }
  };
  const isUnsaved = editing.isChanged || (id === null && isBegun);
  const isInForce = stored?.rule.is_active === true && !editing.isChanged;

  return (
    <Page
      title={id === null ? t('rules.new') : stored!.rule.name}
      subtitle={stored ? `${words.trigger(stored.rule.trigger_event_type)} · ${t('rules.version', { version: stored.rule.version })}` : t('rules.newText')}
      back="/admin/rules"
      width={1280}
      actions={
        stored && (
          <Stack direction="row" sx={{ gap: 0.5, alignItems: 'center' }}>
            <ToneChip tone={stored.rule.is_active ? 'success' : 'default'} label={t(stored.rule.is_active ? 'rules.on' : 'rules.off')} />
            {mayWrite && (
              <>
                <Tooltip title={t('rules.copy')}>
                  <IconButton component={Link} to={`/admin/rules/new?copy=${stored.rule.id}`} aria-label={t('rules.copy')}>
                    <ContentCopyRounded fontSize="small" />
                  </IconButton>
                </Tooltip>
                <Tooltip title={t('do.delete')}>
                  <IconButton onClick={() => void erase()} aria-label={t('do.delete')}>
                    <DeleteOutlineRounded />
                  </IconButton>
                </Tooltip>
              </>
            )}
          </Stack>
        )
      }
    >
      <Tabs value={tab} onChange={(_, next: TabName) => show(next)} variant="scrollable" scrollButtons={false} aria-label={t('rules.one')} sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}>
        {tabs.map((it) => (
          <Tab key={it} value={it} id={`tab-${it}`} aria-controls={`panel-${it}`} label={t(TABS[it])} sx={{ textTransform: 'none', fontWeight: 600, minWidth: 0, px: { xs: 1.5, sm: 2.5 } }} />
        ))}
      </Tabs>
      {stored && editing.isOvertaken && (
        <ConflictNotice theirs={stored} mine={draft} words={words} onTakeTheirs={editing.forget} onKeepMine={() => editing.rebase(stored, draft)} />
      )}
      {stored?.rule.warnings.map(({ pointer, message }) => (
        <Alert key={pointer + message} severity="warning" sx={{ mb: 2 }}>
          {message}
        </Alert>
      ))}
      <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'build' && refusal !== null && !refused?.problems.length && <ErrorAlert error={refusal} />}
        {tab === 'build' &&
          (mayWrite ? (
            <RuleBuilder typing={editing.text} catalogue={catalogue} words={words} draft={draft} problems={problems} refused={refused?.fields ?? {}} onChange={change} />
          ) : (
            <RuleReading draft={draft} words={words} problems={stored?.rule.problems ?? []} />
          ))}
        {tab === 'simulate' && (
          <Simulator draft={draft} simulation={simulation} words={words} onActivate={mayWrite && !isInForce ? () => write(true) : undefined} isSaving={save.isPending} />
        )}
        {tab === 'runs' && id !== null && <RuleRuns id={id} words={words} />}
        {tab === 'versions' && id !== null && (
          <RuleVersions
            id={id}
            words={words}
            onUse={
              mayWrite
                ? (version, number) => {
                    change({ ...version, is_active: draft.is_active });
                    show('build');
                    say(t('rules.usedAgain', { version: number }));
                  }
                : undefined
            }
          />
        )}
      </div>
      {mayWrite && isUnsaved && !editing.isOvertaken && (
        <SaveBar isNew={id === null} isActive={draft.is_active} isSaving={save.isPending} problems={problems.length} onSave={write} onDiscard={() => void discard()} />
      )}
    </Page>
  );
}

/** The same problem may have been found twice: while it was written, and when it was refused. */
function merged(found: Problem[], refused: Problem[]): Problem[] {
  return [...found, ...refused.filter((problem) => !found.some((other) => other.pointer === problem.pointer && other.message === problem.message))];
}
