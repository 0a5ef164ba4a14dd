import RestoreRounded from '@mui/icons-material/RestoreRounded';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { ToneChip } from '../../ui/chips';
import { moment } from '../../ui/format';
import { Section } from '../../ui/Section';
import { Loaded } from '../../ui/states';
import { draftOf, type RuleDraft } from './draft';
import { ruleKeys, type RuleVersion } from './queries';
import { RuleDifference, RuleText } from './RuleText';
import type { RuleWords } from './words';

/** How a rule has become what it is: who changed what, and when. */
export function RuleVersions({ id, words, onUse }: { id: number; words: RuleWords; onUse?: (draft: RuleDraft, version: number) => void }) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ruleKeys.versions(id),
    queryFn: async () => (await ask(api.GET('/admin/rules/{id}/versions/', { params: { path: { id } } }))) as RuleVersion[],
  });
  return (
    <Loaded query={versions}>
      {(all) => (
        <Stack sx={{ gap: 2 }}>
          {all.map((version, index) => {
            const before = all[index + 1];
            return (
              <Section
                key={version.version}
                title={t('rules.version', { version: version.version })}
                actions={
                  <>
                    {index === 0 && <ToneChip tone="primary" label={t('rules.inForce')} />}
                    {index > 0 && onUse && (
                      <Button size="small" startIcon={<RestoreRounded />} onClick={() => onUse(draftOf(version), version.version)}>
                        {t('rules.useAgain')}
                      </Button>
                    )}
                  </>
                }
              >
                <Typography variant="body2" sx={{ color: 'text.secondary', mt: -1, mb: 1.5 }}>
                  {[version.author_username ?? t('rules.platform'), moment(version.created_at)].join(' · ')}
                </Typography>
                {before ? <RuleDifference before={draftOf(before)} after={draftOf(version)} words={words} /> : <RuleText draft={draftOf(version)} words={words} />}
              </Section>
            );
          })}
        </Stack>
      )}
    </Loaded>
  );
}
