import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../ui/Page';
import { Loaded } from '../../ui/states';
import { draftOf, EMPTY } from './draft';
import { examples } from './examples';
import { useCatalogue, useRule } from './queries';
import { RuleEditor } from './RuleEditor';

/** A rule that is not there yet: empty, an example, or one like another. */
export function NewRule() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const example = search.get('example') ?? '';
  const copied = Number(search.get('copy')) || null;
  const original = useRule(copied);
  const catalogue = useCatalogue();

  if (copied !== null && !original.data) {
    return (
      <Page title={t('rules.new')} back="/admin/rules">
        <Loaded query={original}>{() => null}</Loaded>
      </Page>
    );
  }
  const initial = original.data
    ? { ...draftOf(original.data.rule), name: t('rules.copyName', { name: original.data.rule.name }).slice(0, 150), is_active: false }
    : (examples(t)[example] ?? EMPTY);
  return (
    <Loaded query={catalogue}>
      {(known) => <RuleEditor id={null} slot={['new', example, copied].filter(Boolean).join('.')} initial={initial} catalogue={known} isBegun={!!original.data || example in examples(t)} />}
    </Loaded>
  );
}
