import AddRounded from '@mui/icons-material/AddRounded';
import FlagOutlined from '@mui/icons-material/FlagOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../session/session';
import { Page } from '../ui/Page';
import { EmptyState, ListSkeleton, Loaded } from '../ui/states';
import { FlagCard } from './flags/FlagCard';
import { FlagDialog } from './flags/FlagDialog';
import { SWITCHES, useFeatureFlags, useMyFlags, type FeatureFlag } from './flags/flags';

/** What is switched on, for whom, and whether for the reader. */
export function FlagsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const flags = useFeatureFlags();
  const mine = useMyFlags();
  const [edited, setEdited] = useState<FeatureFlag | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = (flag: FeatureFlag | null) => {
    setEdited(flag);
    setOpen(true);
  };
  const create = can('flags.write') && (
    <Button variant="contained" startIcon={<AddRounded />} onClick={() => open(null)}>
      {t('flags.new')}
    </Button>
  );
  const cards = (some: FeatureFlag[]) => (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 330px), 1fr))' }}>
      {some.map((flag) => (
        <FlagCard key={flag.id} flag={flag} mine={mine.data?.find(({ name }) => name === flag.name)} onEdit={() => open(flag)} />
      ))}
    </Box>
  );

  return (
    <Page title={t('nav.flags')} subtitle={t('flags.subtitle')} actions={create}>
      <Loaded query={flags} skeleton={<ListSkeleton rows={3} height={150} />}>
        {(all) => {
          const own = all.filter(({ name }) => !(name in SWITCHES));
          const platform = all.filter(({ name }) => name in SWITCHES);
          return (
            <>
              {platform.length > 0 && (
                <Box component="section" aria-labelledby="platform-flags" sx={{ mb: 4 }}>
                  <Typography variant="overline" component="p" id="platform-flags" sx={{ color: 'text.secondary', mb: 1 }}>
                    {t('flags.ofPlatform')}
                  </Typography>
                  {cards(platform)}
                </Box>
              )}
              <Box component="section" aria-labelledby="own-flags">
                <Typography variant="overline" component="p" id="own-flags" sx={{ color: 'text.secondary', mb: 1 }}>
                  {t('flags.own')}
                </Typography>
                {own.length ? cards(own) : <EmptyState icon={<FlagOutlined />} title={t('flags.none')} text={t('flags.noneText')} action={create} />}
              </Box>
            </>
          );
        }}
      </Loaded>
      <FlagDialog flag={edited} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Page>
  );
}
