import ForumOutlined from '@mui/icons-material/ForumOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { orderTopic, type Order } from '../live/frames';
import { useTopics } from '../live/live';
import { timelineOf } from '../orders/order';
import { useMe } from '../session/session';
import { problemOf } from '../ui/FileDrop';
import { EmptyState, ErrorState } from '../ui/states';
import { mayRead, mayWrite } from './access';
import { Composer } from './Composer';
import { useOutbox } from './Deliveries';
import { MOST_MEGABYTES, TYPES } from './files';
import { Log } from './Log';
import { readUpTo } from './rows';

/** `files`: chosen, and not sent yet. They are kept by whoever shows the chat, so that they outlive it, as the text does. */
type Props = { order: Order; files: File[]; onFiles: (files: File[]) => void };

/** The conversation of an order; fills the height it is given. */
export function Chat(props: Props) {
  const { order } = props;
  const { t } = useTranslation();
  const me = useMe();
  return mayRead(me, order) ? (
    <Conversation key={order.id} {...props} />
  ) : (
    <EmptyState icon={<LockOutlined />} title={t('chat.closed')} text={t('chat.closedText')} />
  );
}

function Conversation({ order, files, onFiles }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const outbox = useOutbox();
  const path = { id: order.id };
  useTopics(orderTopic(order.id));
  const messages = useQuery({ queryKey: keys.messages(order.id), queryFn: () => ask(api.GET('/appointments/{id}/messages/', { params: { path } })) });
  const timeline = useQuery(timelineOf(order.id));
  const marks = useQuery({ queryKey: keys.readMarks(order.id), queryFn: () => ask(api.GET('/appointments/{id}/read-marks/', { params: { path } })) });

  const [refusal, setRefusal] = useState('');
  const [isOver, setOver] = useState(false);
  const log = useRef<{ toEnd: () => void }>(null);
  const isOpen = mayWrite(me, order);

  const take = (given: File[]) => {
    const problems = given.map((file) => problemOf(file, TYPES, MOST_MEGABYTES));
    setRefusal(
      problems.includes('type') ? t('error.fileType', { types: TYPES.join(', ') }) : problems.includes('size') ? t('error.fileTooLarge', { max: MOST_MEGABYTES }) : '',
    );
    onFiles([...files, ...given.filter((_, at) => !problems[at])]);
  };
  const send = (text: string) => {
    const after = messages.data?.at(-1)?.id ?? 0;
    if (files.length) {
      files.forEach((file, at) => outbox.add(order.id, at === 0 ? text : '', after, file));
    } else {
      outbox.add(order.id, text, after);
    }
    onFiles([]);
    setRefusal('');
    log.current?.toEnd();
  };

  return (
    <Box
      onDragOver={(event) => {
        if (isOpen && event.dataTransfer.types.includes('Files')) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
      sx={{ position: 'relative', display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}
    >
      {messages.data && marks.isFetched ? (
        <Log
          ref={log}
          order={order}
          messages={messages.data}
          timeline={timeline.data ?? []}
          marks={marks.data ?? []}
          mark={marks.data ? (marks.data.find((it) => it.account === me.id)?.last_read_message_id ?? 0) : readUpTo(messages.data, me.id, order.unread_count)}
        />
      ) : messages.error ? (
        <Box sx={{ flexGrow: 1, overflowY: 'auto' }}>
          <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />
        </Box>
      ) : (
        <ChatSkeleton />
      )}
      {isOpen && <Composer order={order} files={files} refusal={refusal} onTake={take} onFiles={onFiles} onSend={send} />}
      {isOver && (
        <Stack
          aria-hidden
          sx={{
            position: 'absolute',
            inset: 8,
            alignItems: 'center',
            justifyContent: 'center',
            gap: 1,
            pointerEvents: 'none',
            border: '2px dashed',
            borderColor: 'primary.main',
            borderRadius: 3,
            bgcolor: 'color-mix(in srgb, var(--mui-palette-background-paper) 88%, transparent)',
          }}
        >
          <ForumOutlined color="primary" sx={{ fontSize: 40 }} />
          <Typography sx={{ fontWeight: 600 }}>{t('chat.dropHere')}</Typography>
        </Stack>
      )}
    </Box>
  );
}

function ChatSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack role="status" aria-label={t('app.loading')} sx={{ flexGrow: 1, minHeight: 0, overflow: 'hidden', justifyContent: 'flex-end', gap: 1.5, p: 2 }}>
      {[52, 34, 60, 26].map((width, at) => (
        <Skeleton key={width} variant="rounded" height={at === 2 ? 64 : 40} sx={{ width: `${width}%`, borderRadius: '16px', alignSelf: at % 2 ? 'flex-end' : 'flex-start' }} />
      ))}
    </Stack>
  );
}
