import AttachFileRounded from '@mui/icons-material/AttachFileRounded';
import CloseRounded from '@mui/icons-material/CloseRounded';
import SendRounded from '@mui/icons-material/SendRounded';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import Tooltip from '@mui/material/Tooltip';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../live/frames';
import { useDraft } from '../ui/useDraft';
import { FilePreview } from './FilePreview';
import { pasted, TYPES } from './files';
import { useTellTyping } from './typing';

const LONGEST = 50_000;

type Props = {
  order: Order;
  /** Chosen, and not sent yet. */
  files: File[];
  /** Why a file was not taken. */
  refusal: string;
  onTake: (files: File[]) => void;
  onFiles: (files: File[]) => void;
  onSend: (text: string) => void;
};

/** Where a message is written. Enter sends it, with Shift a line begins. */
export function Composer({ order, files, refusal, onTake, onFiles, onSend }: Props) {
  const { t } = useTranslation();
  const [text, setText, forget] = useDraft(`message.${order.id}`, '');
  const tell = useTellTyping(order.id);
  const chooser = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isReady = text.trim() !== '' || files.length > 0;

  const send = () => {
    if (isReady) {
      onSend(text.trim());
      forget();
    }
    field.current?.focus();
  };

  return (
    <Box
      component="form"
      aria-label={t('chat.write')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onPaste={(event) => {
        const given = pasted(event.clipboardData.files);
        if (given.length) {
          event.preventDefault();
          onTake(given);
        }
      }}
      sx={{ px: { xs: 1, sm: 1.5 }, pb: 1.25, flexShrink: 0 }}
    >
      {files.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pb: 1 }}>
          {files.map((file, at) => (
            <Box key={`${at}-${file.name}`} sx={{ display: 'flex', alignItems: 'center', gap: 0.5, maxWidth: 260, p: 0.75, pl: 1, borderRadius: '14px', border: 1, borderColor: 'divider' }}>
              <FilePreview file={file} />
              <IconButton size="small" aria-label={`${t('do.remove')}: ${file.name}`} onClick={() => onFiles(files.filter((_, other) => other !== at))}>
                <CloseRounded fontSize="small" />
              </IconButton>
            </Box>
          ))}
        </Box>
      )}
      <Box
        sx={{
          display: 'flex',
          alignItems: 'flex-end',
          p: 0.5,
          border: 1,
          borderColor: 'divider',
          borderRadius: '24px',
          bgcolor: 'background.paper',
          '&:focus-within': { borderColor: 'primary.main', boxShadow: 'inset 0 0 0 1px var(--mui-palette-primary-main)' },
        }}
      >
        <Tooltip title={t('chat.attach')}>
          <IconButton aria-label={t('chat.attach')} onClick={() => chooser.current?.click()}>
            <AttachFileRounded />
          </IconButton>
        </Tooltip>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept={TYPES.join(',')}
          onChange={(event) => {
            onTake([...(event.target.files ?? [])]);
            event.target.value = '';
            field.current?.focus();
          }}
        />
        <InputBase
          multiline
          maxRows={6}
          fullWidth
          value={text}
          placeholder={t('chat.placeholder')}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value.trim()) {
              tell();
            }
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            }
          }}
          inputRef={field}
          slotProps={{ input: { 'aria-label': t('chat.message'), maxLength: LONGEST, enterKeyHint: 'send' } }}
          sx={{ px: 0.5, py: 1, lineHeight: 1.4, '& textarea:focus-visible': { outline: 'none' } }}
        />
        <Tooltip title={t('chat.sendHint')}>
          <span>
            <IconButton type="submit" color="primary" aria-label={t('do.send')} disabled={!isReady}>
              <SendRounded />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      {refusal && (
        <FormHelperText error role="alert" sx={{ px: 1.5 }}>
          {refusal}
        </FormHelperText>
      )}
    </Box>
  );
}
