import CheckRounded from '@mui/icons-material/CheckRounded';
import ContentCopyRounded from '@mui/icons-material/ContentCopyRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copyText';
import { useFeedback } from './feedback';

/** Something to be copied as a whole, such as a number of an account. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const { sayProblem } = useFeedback();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(value)) {
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } else {
      sayProblem(t('do.notCopied'));
    }
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1.5, py: 1, borderRadius: 2, bgcolor: 'action.hover' }}>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {label}
        </Typography>
        <Typography variant={value.includes('\n') ? 'body2' : 'body1'} sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', fontVariantNumeric: 'tabular-nums' }}>{value}</Typography>
      </Box>
      <Tooltip title={isCopied ? t('do.copied') : t('do.copy')}>
        <IconButton aria-label={`${t('do.copy')}: ${label}`} onClick={() => void copy()} color={isCopied ? 'success' : 'default'}>
          {isCopied ? <CheckRounded /> : <ContentCopyRounded />}
        </IconButton>
      </Tooltip>
    </Box>
  );
}
