import DoneAllRounded from '@mui/icons-material/DoneAllRounded';
import DoneRounded from '@mui/icons-material/DoneRounded';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Message, Order } from '../live/frames';
import { useMe } from '../session/session';
import { moment, time } from '../ui/format';
import { mayDelete, partOf } from './access';
import { Attachment } from './Attachment';
import { Bubble } from './Bubble';
import { MessageMenu } from './MessageMenu';
import { Words } from './Words';

type Props = {
  order: Order;
  sender: number;
  name: string;
  messages: Message[];
  /** The newest message that the other side has read. */
  readByOthers: number;
};

/** What one person has said within a minute. */
export function Said({ order, sender, name, messages, readByOthers }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const isOwn = sender === me.id;
  const part = partOf(sender, order);

  return (
    <Stack sx={{ gap: 0.5, alignItems: isOwn ? 'flex-end' : 'flex-start' }}>
      {!isOwn && (
        <Typography variant="caption" sx={{ px: 1, color: 'text.secondary', overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ fontWeight: 650, color: 'text.primary' }}>
            {name}
          </Box>
          {part && ` · ${t(`role.${part}`)}`}
        </Typography>
      )}
      {messages.map((message, at) => (
        <Bubble
          key={message.id}
          isOwn={isOwn}
          isQuiet={message.is_deleted}
          menu={<MessageMenu message={message} isDeletable={mayDelete(me, message)} />}
          foot={
            at === messages.length - 1 && (
              <>
                <time dateTime={message.created_at} title={moment(message.created_at)}>
                  {time(message.created_at)}
                </time>
                {isOwn &&
                  (message.id <= readByOthers ? (
                    <DoneAllRounded titleAccess={t('chat.read')} color="primary" sx={{ fontSize: 16 }} />
                  ) : (
                    <DoneRounded titleAccess={t('chat.sent')} sx={{ fontSize: 16 }} />
                  ))}
              </>
            )
          }
        >
          {message.is_deleted ? (
            t('chat.deleted')
          ) : (
            <>
              {message.file_url && <Attachment url={message.file_url} from={name} />}
              {message.text && <Words text={message.text} />}
            </>
          )}
        </Bubble>
      ))}
    </Stack>
  );
}
