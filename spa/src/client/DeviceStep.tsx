import AlternateEmailRounded from '@mui/icons-material/AlternateEmailRounded';
import Apple from '@mui/icons-material/Apple';
import HelpOutlineRounded from '@mui/icons-material/HelpOutlineRounded';
import PinOutlined from '@mui/icons-material/PinOutlined';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { shown } from '../ui/forms';
import { BRANDS, modelsOf } from './brands';
import { ChoiceCards } from './ChoiceCards';
import { LOCKS, type OrderDraft } from './draft';

const ICONS = { PIN: <PinOutlined />, GOOGLE: <AlternateEmailRounded />, APPLE_ID: <Apple />, OTHER: <HelpOutlineRounded /> };

/** The device and its lock. */
export function DeviceStep() {
  const { t } = useTranslation();
  const { control } = useFormContext<OrderDraft>();
  const brand = useWatch({ control, name: 'brand' });
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 2 }}>
        <Suggesting name="brand" label={t('order.brand')} options={BRANDS} />
        <Suggesting name="model" label={t('order.model')} options={modelsOf(brand)} />
      </Box>
      <Controller
        control={control}
        name="lock_type"
        render={({ field: { value, onChange, ref }, fieldState: { error } }) => (
          <div>
            <ChoiceCards
              label={t('new.lock')}
              value={value}
              inputRef={ref}
              onChange={onChange}
              choices={LOCKS.map((lock) => ({ value: lock, icon: ICONS[lock], label: t(`lock.${lock}`), text: t(`new.lock.${lock}`) }))}
            />
            {error && <FormHelperText error>{error.message}</FormHelperText>}
          </div>
        )}
      />
      <Controller
        control={control}
        name="has_pc"
        render={({ field: { value, ...field } }) => (
          <FormControlLabel
            sx={{ alignItems: 'flex-start', mr: 0 }}
            control={<Switch {...field} checked={value} />}
            label={
              <Box sx={{ pt: 0.75 }}>
                <Typography>{t('new.pc')}</Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {t('new.pcHelp')}
                </Typography>
              </Box>
            }
          />
        )}
      />
    </>
  );
}

function Suggesting({ name, label, options }: { name: 'brand' | 'model'; label: string; options: string[] }) {
  const { control } = useFormContext<OrderDraft>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref }, fieldState: { error } }) => (
        <Autocomplete
          freeSolo
          options={options}
          inputValue={value}
          onInputChange={(_, typed) => onChange(typed)}
          onBlur={onBlur}
          renderInput={(params) => <TextField {...params} label={label} required inputRef={ref} {...shown(error)} />}
        />
      )}
    />
  );
}
