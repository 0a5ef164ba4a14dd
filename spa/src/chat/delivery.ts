import { api, askDone, upload } from '../api/client';
import type { Message } from '../live/frames';
import type { Unsent, UnsentFile } from './outbox';

/** An answer that has not come by then will not come, in milliseconds. */
const PATIENCE = 20_000;

/** Sends one message, and says how far its file is, which can be given up. */
export function deliver(unsent: Unsent | UnsentFile, progress: (share: number) => void, signal: AbortSignal): Promise<Message> {
  const { key, order, text } = unsent;
  if ('file' in unsent) {
    const form = new FormData();
    form.set('text', text);
    form.set('file', unsent.file);
    return upload<Message>(`/appointments/${order}/messages/`, form, { key, progress, signal });
  }
  return askDone(
    api.POST('/appointments/{id}/messages/', {
      params: { path: { id: order }, header: { 'Idempotency-Key': key } },
      body: { text },
      signal: AbortSignal.timeout(PATIENCE),
    }),
  );
}
