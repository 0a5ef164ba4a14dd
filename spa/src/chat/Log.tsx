import ArrowDownwardRounded from '@mui/icons-material/ArrowDownwardRounded';
import ForumOutlined from '@mui/icons-material/ForumOutlined';
import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import Fab from '@mui/material/Fab';
import Typography from '@mui/material/Typography';
import { useEffect, useImperativeHandle, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Message, Order } from '../live/frames';
import { useMe } from '../session/session';
import { EmptyState } from '../ui/states';
import { useUnsent } from './Deliveries';
import { othersRead, useIsFocused, useMarkRead, useUnreadLine } from './reading';
import { notArrived, rowsOf, unreadLine } from './rows';
import { Said } from './Said';
import { DayLine, StatusLine, UnreadLine } from './separators';
import { useTypists } from './typing';
import { UnsentBubble } from './UnsentBubble';
import { useScroll } from './useScroll';

type Props = {
  ref: Ref<{ toEnd: () => void }>;
  order: Order;
  messages: Message[];
  timeline: Schemas['TimelineEntry'][];
  marks: Schemas['AccountReadMark'][];
  /** How far the reader has read. */
  mark: number;
};

/** What was said about an order, with what happened to it meanwhile. */
export function Log({ ref, order, messages, timeline, marks, mark }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const isFocused = useIsFocused();
  const typists = useTypists(order.id, me.id);
  const unsent = notArrived(useUnsent(order.id), messages, me.id);
  const newest = messages.at(-1)?.id ?? 0;

  const [start] = useState(() => (unreadLine(messages, me.id, mark) === null ? null : 'unread'));
  const { box, content, end, onScroll, toEnd, isAtEnd, isEndVisible } = useScroll(start);
  const isSeen = isFocused && isEndVisible;
  const line = useUnreadLine(messages, me.id, mark, isSeen);
  useMarkRead(order.id, me.id, newest, mark, isSeen);

  const [passed, setPassed] = useState(mark);
  useEffect(() => {
    if (isAtEnd) {
      setPassed(newest);
    }
  }, [isAtEnd, newest]);
  const below = isAtEnd ? 0 : messages.filter((it) => it.id > passed && it.sender !== me.id && !it.is_deleted).length;

  useImperativeHandle(ref, () => ({ toEnd: () => requestAnimationFrame(() => toEnd()) }));
  const read = othersRead(marks, me.id, [order.client, order.assigned_master]);
  const rows = rowsOf(messages, timeline, unsent, line);
  const isEmpty = messages.length === 0 && unsent.length === 0;

  return (
    <Box sx={{ position: 'relative', flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <Box
        ref={box}
        role="log"
        aria-label={t('chat.title')}
        tabIndex={0}
        onScroll={onScroll}
        sx={{ flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', overscrollBehavior: 'contain', position: 'relative', px: { xs: 1.5, sm: 2 }, '&:focus-visible': { outlineOffset: -2 } }}
      >
        <Box ref={content} sx={{ minHeight: '100%', display: 'flex', flexDirection: 'column', justifyContent: isEmpty ? 'center' : 'flex-end', gap: 1, pt: 1.5, pb: 0.5 }}>
          {isEmpty && <EmptyState icon={<ForumOutlined />} title={t('chat.empty')} text={t('chat.emptyText')} />}
          {rows.map((row) => (
            <Box key={row.key} data-row={row.kind}>
              {row.kind === 'day' && <DayLine at={row.at} />}
              {row.kind === 'status' && <StatusLine entry={row.entry} />}
              {row.kind === 'unread' && <UnreadLine />}
              {row.kind === 'said' && <Said order={order} name={row.name} sender={row.sender} messages={row.messages} readByOthers={read} />}
              {row.kind === 'unsent' && <UnsentBubble unsent={row.unsent} isLast={row === rows.at(-1)} />}
            </Box>
          ))}
          <div ref={end} style={{ height: 1, marginTop: -1 }} />
        </Box>
      </Box>
      <Typography variant="caption" role="status" sx={{ px: 2, height: 22, flexShrink: 0, color: 'text.secondary', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {typists.length > 0 && t('chat.typing', { count: typists.length, names: typists.join(', ') })}
      </Typography>
      {!isAtEnd && (
        <Badge badgeContent={below} color="primary" overlap="circular" sx={{ position: 'absolute', right: 16, bottom: 30, '& .MuiBadge-badge': { zIndex: 'tooltip' } }}>
          <Fab size="small" onClick={() => toEnd('smooth')} aria-label={below ? t('chat.jumpToNew', { count: below }) : t('chat.jump')} sx={{ bgcolor: 'background.paper', color: 'text.primary', '&:hover': { bgcolor: 'background.default' } }}>
            <ArrowDownwardRounded />
          </Fab>
        </Badge>
      )}
    </Box>
  );
}
