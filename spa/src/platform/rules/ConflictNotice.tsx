import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { moment } from '../../ui/format';
import { draftOf, type RuleDraft } from './draft';
import type { StoredRule } from './queries';
import { RuleDifference } from './RuleText';
import type { RuleWords } from './words';

type Props = { theirs: StoredRule; mine: RuleDraft; words: RuleWords; onTakeTheirs: () => void; onKeepMine: () => void };

/** Somebody has saved the rule while the reader was writing: what is different, and whose is to stand. */
export function ConflictNotice({ theirs, mine, words, onTakeTheirs, onKeepMine }: Props) {
  const { t } = useTranslation();
  return (
    <Alert severity="warning" sx={{ mb: 2, '& .MuiAlert-message': { flexGrow: 1, minWidth: 0 } }}>
      <AlertTitle>{t('rules.overtaken')}</AlertTitle>
      {t('rules.overtakenText', { when: moment(theirs.rule.updated_at) })}
      <Box sx={{ my: 1.5, p: 1, borderRadius: '10px', bgcolor: 'background.paper' }}>
        <RuleDifference before={draftOf(theirs.rule)} after={mine} words={words} />
      </Box>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button size="small" variant="outlined" color="inherit" onClick={onTakeTheirs}>
          {t('rules.takeTheirs')}
        </Button>
        <Button size="small" variant="outlined" color="inherit" onClick={onKeepMine}>
          {t('rules.keepMine')}
        </Button>
      </Stack>
    </Alert>
  );
}
