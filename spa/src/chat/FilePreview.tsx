import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kilobytes } from '../ui/format';
import { FILE_ICONS } from './Attachment';
import { kindOf } from './files';

/** A file that was not sent yet. */
export function FilePreview({ file }: { file: File }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  useEffect(() => {
    if (!file.type.startsWith('image/')) {
      return;
    }
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      {address ? (
        <Box component="img" src={address} alt="" sx={{ width: 44, height: 44, flexShrink: 0, objectFit: 'cover', borderRadius: '8px' }} />
      ) : (
        <Box sx={{ color: 'primary.main', display: 'flex' }}>{FILE_ICONS[kindOf(file.name)]}</Box>
      )}
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" noWrap sx={{ fontWeight: 600 }}>
          {file.name}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('file.size', { size: kilobytes(file.size) })}
        </Typography>
      </Box>
    </Box>
  );
}
