import { afterEach, expect, it, vi } from 'vitest';
import { calendarDay, partOf } from './metric';

afterEach(() => void vi.unstubAllEnvs());

it.each(['America/Los_Angeles', 'UTC', 'Asia/Tokyo'])('is the same day in %s', (zone) => {
  vi.stubEnv('TZ', zone);
  expect(new Date('2026-01-05').getTimezoneOffset() === 0).toBe(zone === 'UTC');
  expect(calendarDay('2026-01-05')).toMatch(/^5\D|\D5$/);
});

it('says what a row adds as people write it', () => {
  expect(partOf('gmv_total', 2500)).toMatch(/₽|RUB/);
  expect(partOf('avg_time_to_complete', 3725.4)).toBe('1:02:05');
  expect(partOf('conversion_new_to_paid', 1)).toBe('1');
});
