import DarkModeOutlined from '@mui/icons-material/DarkModeOutlined';
import LightModeOutlined from '@mui/icons-material/LightModeOutlined';
import SettingsBrightnessOutlined from '@mui/icons-material/SettingsBrightnessOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useColorScheme } from '@mui/material/styles';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { language, LANGUAGES, speak, type Language } from '../i18n/i18n';
import { useFeedback } from '../ui/feedback';
import { Section } from '../ui/Section';

type Mode = 'light' | 'dark' | 'system';
const MODES: Record<Mode, ReactElement> = { light: <LightModeOutlined />, dark: <DarkModeOutlined />, system: <SettingsBrightnessOutlined /> };
/** Whoever does not read the other language finds their own by its own name. */
const NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

export function AppearanceSection() {
  const { t } = useTranslation();
  const { sayFailure } = useFeedback();
  const { mode = 'system', setMode } = useColorScheme();
  return (
    <Section title={t('profile.appearance')}>
      <Stack spacing={2}>
        <Choice
          label={t('profile.language')}
          value={language()}
          options={LANGUAGES.map((it) => ({ value: it, text: NAMES[it], lang: it }))}
          onChange={(next) => speak(next).catch(sayFailure)}
        />
        <Choice
          label={t('profile.theme')}
          value={mode}
          options={(Object.keys(MODES) as Mode[]).map((it) => ({ value: it, text: t(`profile.theme.${it}`), icon: MODES[it] }))}
          onChange={setMode}
        />
      </Stack>
    </Section>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T;
  options: { value: T; text: string; icon?: ReactElement; lang?: string }[];
  onChange: (value: T) => void;
};

/** One of a few, all in sight. */
function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <Box>
      <Typography id={id} sx={{ fontWeight: 600, mb: 0.75 }}>
        {label}
      </Typography>
      <ToggleButtonGroup exclusive fullWidth color="primary" size="small" value={value} aria-labelledby={id} onChange={(_, next: T | null) => next && onChange(next)}>
        {options.map((option) => (
          <ToggleButton key={option.value} value={option.value} lang={option.lang} sx={{ gap: 1, textTransform: 'none', fontWeight: 600 }}>
            {option.icon}
            {option.text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
