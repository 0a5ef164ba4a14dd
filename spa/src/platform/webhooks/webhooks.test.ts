import { expect, it } from 'vitest';
import { lookAgain } from './webhooks';

const NOW = Date.parse('2026-11-27T10:00:00Z');
const waiting = (next_attempt_at: string | null) => ({ state: 'waiting', next_attempt_at }) as const;

it('is not looked at again when nothing is on its way', () => expect(lookAgain([{ state: 'sent', next_attempt_at: null }], NOW)).toBe(false));
it('is looked at a moment after the next attempt', () => expect(lookAgain([waiting('2026-11-27T10:01:00Z'), waiting('2026-11-27T10:04:00Z')], NOW)).toBe(63_000));
it('is looked at soon when an attempt is being made', () => {
  expect(lookAgain([waiting(null)], NOW)).toBe(3_000);
  expect(lookAgain([waiting('2026-11-27T09:00:00Z')], NOW)).toBe(3_000);
});
it('is looked at in five minutes when the next attempt is hours away', () => expect(lookAgain([waiting('2026-11-27T16:00:00Z')], NOW)).toBe(300_000));
