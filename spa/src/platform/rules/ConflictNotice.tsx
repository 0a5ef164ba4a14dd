import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { moment } from '../../ui/format';
import { Overtaken } from '../Overtaken';
import { draftOf, type RuleDraft } from './draft';
import type { StoredRule } from './queries';
import { RuleDifference } from './RuleText';
import type { RuleWords } from './words';

type Props = { theirs: StoredRule; mine: RuleDraft; words: RuleWords; onTakeTheirs: () => void; onKeepMine: () => void };

/** Somebody has saved the rule while the reader was writing: what is different, and whose is to stand. */
export function ConflictNotice({ theirs, mine, words, onTakeTheirs, onKeepMine }: Props) {
  const { t } = useTranslation();
  return (
    <Box sx={{ mb: 2 }}>
      <Overtaken
        title={t('rules.overtaken')}
        text={t('rules.overtakenText', { when: moment(theirs.rule.updated_at) })}
        takeTheirs={t('rules.takeTheirs')}
        keepMine={t('rules.keepMine')}
        onTakeTheirs={onTakeTheirs}
        onKeepMine={onKeepMine}
      >
        <RuleDifference before={draftOf(theirs.rule)} after={mine} words={words} />
      </Overtaken>
    </Box>
  );
}
