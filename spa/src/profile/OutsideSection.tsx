import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFeedback } from '../ui/feedback';
import { Section } from '../ui/Section';
import { ListSkeleton, Loaded } from '../ui/states';
import { EmailForm } from './EmailForm';
import { CHANNELS, TYPES, useChangePreferences, usePreferencesOutside, type Preferences, type PreferencesChange } from './outside';
import { QuietHoursForm } from './QuietHoursForm';

/** How one hears of notifications when one is not looking. */
export function OutsideSection() {
  const { t } = useTranslation();
  const preferences = usePreferencesOutside();
  return (
    <Section title={t('outside.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('outside.text')}
      </Typography>
      <Loaded query={preferences} skeleton={<ListSkeleton rows={3} height={40} />}>
        {(known) => <Choices preferences={known} />}
      </Loaded>
    </Section>
  );
}

function Choices({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation();
  const { sayFailure } = useFeedback();
  const change = useChangePreferences();
  const save = (wanted: PreferencesChange) => change.mutate(wanted, { onError: sayFailure });
  const there = CHANNELS.filter((channel) => preferences.channels[channel].available);
  if (!there.length) {
    return <Alert severity="info">{t('outside.nothing')}</Alert>;
  }
  return (
    <Stack spacing={2}>
      <Stack>
        {there.map((channel) => (
          <Channel key={channel} channel={channel} preferences={preferences} onChange={save} />
        ))}
      </Stack>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={t('outside.types')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('outside.types')}</TableCell>
              {there.map((channel) => (
                <TableCell key={channel} align="center">
                  {t(`outside.channel.${channel}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {TYPES.map((type) => (
              <TableRow key={type}>
                <TableCell component="th" scope="row">
                  {t(`outside.type.${type}`)}
                </TableCell>
                {there.map((channel) => (
                  <TableCell key={channel} align="center" padding="checkbox">
                    <Checkbox
                      checked={preferences.types[type][channel]}
                      disabled={!preferences.channels[channel].enabled}
                      onChange={(_, wanted) => save({ types: { [type]: { [channel]: wanted } } })}
                      slotProps={{ input: { 'aria-label': `${t(`outside.type.${type}`)}: ${t(`outside.channel.${channel}`)}` } }}
                    />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      <QuietHoursForm hours={preferences.quiet_hours} />
      {preferences.channels.email.available && <EmailForm email={preferences.email} language={preferences.language} />}
    </Stack>
  );
}

type ChannelProps = { channel: (typeof CHANNELS)[number]; preferences: Preferences; onChange: (change: PreferencesChange) => void };

function Channel({ channel, preferences, onChange }: ChannelProps) {
  const { t } = useTranslation();
  const { enabled, address, blocked_at } = preferences.channels[channel];
  return (
    <Box>
      <FormControlLabel
        control={<Switch checked={enabled} onChange={(_, wanted) => onChange({ channels: { [channel]: { enabled: wanted } } })} />}
        label={address ? t(`outside.${channel}At`, { address }) : t(`outside.channel.${channel}`)}
      />
      {!address && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`outside.${channel}Missing`)}
        </Typography>
      )}
      {blocked_at && <Alert severity="warning">{t('outside.blocked')}</Alert>}
    </Box>
  );
}
