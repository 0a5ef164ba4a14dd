import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { Loaded } from '../../ui/states';
import { draftOf } from './draft';
import { useCatalogue, useRule } from './queries';
import { RuleEditor } from './RuleEditor';

/** A rule that is there. */
export function EditedRule({ id }: { id: number }) {
  const { t } = useTranslation();
  const stored = useRule(id);
  const catalogue = useCatalogue();
  if (!stored.data || !catalogue.data) {
    return (
      <Page title={t('rules.one')} back="/admin/rules">
        <Loaded query={stored}>{() => <Loaded query={catalogue}>{() => null}</Loaded>}</Loaded>
      </Page>
    );
  }
  return <RuleEditor id={id} slot={String(id)} stored={stored.data} initial={draftOf(stored.data.rule)} catalogue={catalogue.data} />;
}
