import CloseRounded from '@mui/icons-material/CloseRounded';
import CloudUploadOutlined from '@mui/icons-material/CloudUploadOutlined';
import InsertDriveFileOutlined from '@mui/icons-material/InsertDriveFileOutlined';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kilobytes } from './format';
import { UploadProgress } from './UploadProgress';

type Props = {
  label: string;
  file: File | null;
  onChange: (file: File | null) => void;
  /** With the dot, in small letters. */
  types: string[];
  maxMegabytes?: number;
  /** From 0 to 1 while it is sent; nothing else is taken meanwhile. */
  progress?: number | null;
  onCancel?: () => void;
  error?: string;
};

/** Takes a file by drag and drop, by choosing, or from the clipboard, and shows it. */
export function FileDrop({ label, file, onChange, types, maxMegabytes = 10, progress = null, onCancel, error }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState('');
  const preview = usePreview(file);

  const take = (given: File | undefined) => {
    if (!given || progress !== null) {
      return;
    }
    const problem = problemOf(given, types, maxMegabytes);
    setRefusal(problem === 'size' ? t('error.fileTooLarge', { max: maxMegabytes }) : problem === 'type' ? t('error.fileType', { types: types.join(', ') }) : '');
    if (!problem) {
      onChange(given);
    }
  };
  const words = refusal || error;

  return (
    <Box onPaste={(event) => take(event.clipboardData.files[0])}>
      <Box
        component="label"
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          p: 2,
          minHeight: 96,
          cursor: 'pointer',
          border: '2px dashed',
          borderColor: words ? 'error.main' : isOver ? 'primary.main' : 'divider',
          borderRadius: 3,
          bgcolor: isOver ? 'action.hover' : undefined,
          '&:focus-within': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 },
        }}
      >
        {preview ? (
          <Box component="img" src={preview} alt="" sx={{ width: 72, height: 72, objectFit: 'cover', borderRadius: 2 }} />
        ) : file ? (
          <InsertDriveFileOutlined color="primary" sx={{ fontSize: 40 }} />
        ) : (
          <CloudUploadOutlined color="primary" sx={{ fontSize: 40 }} />
        )}
        <Stack sx={{ flexGrow: 1, minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{file ? file.name : label}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {isOver ? t('file.dropActive') : file ? t('file.size', { size: kilobytes(file.size) }) : t('file.drop')}
          </Typography>
          {!file && (
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {t('file.limits', { types: types.join(', '), max: maxMegabytes })}
            </Typography>
          )}
        </Stack>
        {file && progress === null && (
          <IconButton
            aria-label={t('do.remove')}
            onClick={(event) => {
              event.preventDefault();
              setRefusal('');
              onChange(null);
            }}
          >
            <CloseRounded />
          </IconButton>
        )}
        <input
          id={id}
          type="file"
          aria-label={label}
          accept={types.join(',')}
          style={{ position: 'absolute', opacity: 0, width: 1, height: 1 }}
          disabled={progress !== null}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same one can be chosen again.
            event.target.value = '';
          }}
        />
      </Box>
      {progress !== null && onCancel && <UploadProgress progress={progress} onCancel={onCancel} />}
      {words && <FormHelperText error>{words}</FormHelperText>}
    </Box>
  );
}

/** What is wrong with a file, before it is sent; the server looks again. */
export function problemOf(file: File, types: string[], maxMegabytes: number): 'size' | 'type' | null {
  if (!types.some((type) => file.name.toLowerCase().endsWith(type))) {
    return 'type';
  }
  return file.size > maxMegabytes * 1024 * 1024 ? 'size' : null;
}

function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file?.type.startsWith('image/')) {
      setAddress(null);
      return;
    }
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
