import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section';
import type { RuleDraft } from './draft';
import type { Problem } from './queries';
import { RuleJson } from './RuleJson';
import { RuleText } from './RuleText';
import type { RuleWords } from './words';

/** A rule for those who read rules and do not write them. */
export function RuleReading({ draft, words, problems }: { draft: RuleDraft; words: RuleWords; problems: Problem[] }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' } }}>
      <Section title={t('rules.inWords')}>
        <RuleText draft={draft} words={words} />
      </Section>
      <Section title={t('rules.json')}>
        <RuleJson draft={draft} problems={problems} />
      </Section>
    </Box>
  );
}
