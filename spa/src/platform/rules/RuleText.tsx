import Box from '@mui/material/Box';
import { Difference } from '../Difference';
import type { RuleDraft } from './draft';
import type { RuleWords } from './words';

/** A rule in words, as one would tell it to somebody. */
export function RuleText({ draft, words }: { draft: RuleDraft; words: RuleWords }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', overflowWrap: 'anywhere' }}>
      {words.lines(draft).map(({ depth, text }, index) => (
        <Box component="li" key={index} sx={{ pl: depth * 2, py: 0.25, color: depth ? 'text.primary' : 'text.secondary', fontSize: 14 }}>
          {text}
        </Box>
      ))}
    </Box>
  );
}

/** What is different between two versions, in words. */
export function RuleDifference({ before, after, words }: { before: RuleDraft; after: RuleDraft; words: RuleWords }) {
  return <Difference before={words.lines(before)} after={words.lines(after)} />;
}
