import type { Schemas } from '../api/client';
import type { Message } from '../live/frames';
import type { Unsent, UnsentFile } from './outbox';

type Entry = Schemas['TimelineEntry'];

/** What stands in a chat, from top to bottom. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'status'; key: string; at: string; entry: Entry }
  | { kind: 'unread'; key: string }
  /** What one person has said within a minute. */
  | { kind: 'said'; key: string; sender: number; name: string; messages: Message[] }
  | { kind: 'unsent'; key: string; unsent: Unsent | UnsentFile };

/**
 * Lays out a chat.
 *
 * @param messages oldest first
 * @param timeline in any order; only changes of the status stand in the chat
 * @param unsent oldest first
 * @param unreadFrom the message above which the line stands that says where the unread ones begin
 */
export function rowsOf(messages: Message[], timeline: Entry[], unsent: (Unsent | UnsentFile)[], unreadFrom: number | null): Row[] {
  const changes = timeline.filter((entry) => entry.event_type === 'status_changed' && entry.to_status !== '');
  const happened = [
    ...messages.map((message) => ({ at: message.created_at, message })),
    ...changes.map((entry) => ({ at: entry.created_at, entry })),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

  const rows: Row[] = [];
  let day = '';
  for (const { at, ...what } of happened) {
    const today = new Date(at).toDateString();
    if (today !== day) {
      day = today;
      rows.push({ kind: 'day', key: `day-${today}`, at });
    }
    if ('entry' in what) {
      rows.push({ kind: 'status', key: `status-${what.entry.id}`, at, entry: what.entry });
      continue;
    }
    const { message } = what;
    if (message.id === unreadFrom) {
      rows.push({ kind: 'unread', key: 'unread' });
    }
    const last = rows.at(-1);
    if (last?.kind === 'said' && last.sender === message.sender && minute(last.messages[0]!.created_at) === minute(at)) {
      last.messages.push(message);
    } else {
      rows.push({ kind: 'said', key: `said-${message.id}`, sender: message.sender, name: message.sender_username, messages: [message] });
    }
  }
  return [...rows, ...unsent.map((it): Row => ({ kind: 'unsent', key: `unsent-${it.key}`, unsent: it }))];
}

function minute(at: string): number {
  return Math.floor(Date.parse(at) / 60_000);
}

/** Those of the unsent that are not among the messages yet: the stream may be faster than the answer. */
export function notArrived<T extends Unsent>(unsent: T[], messages: Message[], me: number): T[] {
  const taken = new Set<number>();
  return unsent.filter((it) => {
    const arrived =
      it.failure === undefined &&
      messages.find((message) => message.sender === me && message.id > it.after && !taken.has(message.id) && message.text === it.text && 'file' in it === (message.file_url !== null));
    if (arrived) {
      taken.add(arrived.id);
    }
    return !arrived;
  });
}

/** The first message that somebody has not read; null when there is none, or when they have answered it. */
export function unreadLine(messages: Message[], me: number, readUpTo: number): number | null {
  const isAnswered = messages.at(-1)?.sender === me;
  return isAnswered ? null : (messages.find((message) => message.id > readUpTo && message.sender !== me && !message.is_deleted)?.id ?? null);
}

/** How far somebody has read of whom we only know how many they have not. */
export function readUpTo(messages: Message[], me: number, unread: number): number {
  const theirs = messages.filter((message) => message.sender !== me && !message.is_deleted);
  return unread > 0 ? (theirs.at(-unread)?.id ?? 0) - 1 : (messages.at(-1)?.id ?? 0);
}
