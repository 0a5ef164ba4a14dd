import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ago, clock, day, kilobytes, moment, money } from './format';

const spoken = vi.hoisted(() => ({ language: 'ru' }));
vi.mock('../i18n/i18n', () => ({ language: () => spoken.language }));

const now = new Date(2026, 10, 26, 12, 0);
const at = (...when: [number, number, number, number?, number?]) => new Date(...when).toISOString();
/** Browsers put spaces of several kinds between the parts. */
const plain = (text: string) => text.replace(/\s/g, ' ');

beforeEach(() => {
  spoken.language = 'ru';
});

it('money is in whole units, in the language of the reader', () => {
  expect(plain(money(4000))).toBe('4 000 ₽');
  expect(money(null)).toBe('—');
  expect(money(undefined)).toBe('—');
  expect(plain(money(0))).toBe('0 ₽');
  spoken.language = 'en';
  expect(plain(money(1234567, 'USD'))).toBe('$1,234,567');
});

it('a moment has its year when that is another one', () => {
  expect(plain(moment(at(2026, 10, 3, 9, 5), now))).toMatch(/^3 нояб\.,? 09:05$/);
  expect(plain(moment(at(2025, 10, 3, 9, 5), now))).toMatch(/^3 нояб\. 2025/);
});

describe('a day', () => {
  it('is called today and yesterday, whatever the hour', () => {
    expect(day(at(2026, 10, 26, 0, 1), now)).toBe('Сегодня');
    expect(day(at(2026, 10, 26, 23, 59), now)).toBe('Сегодня');
    expect(day(at(2026, 10, 25, 23, 59), now)).toBe('Вчера');
    spoken.language = 'en';
    expect(day(at(2026, 10, 25), now)).toBe('Yesterday');
  });

  it('is a date otherwise, also when it is still to come', () => {
    expect(day(at(2026, 10, 24), now)).toBe('24 ноября');
    expect(day(at(2026, 10, 27), now)).toBe('27 ноября');
    expect(plain(day(at(2025, 10, 26), now))).toMatch(/^26 ноября 2025/);
  });
});

it.each([
  [-20, 'now'],
  [-61, '1 min. ago'],
  [-3_599, '59 min. ago'],
  [-7_200, '2 hr. ago'],
  [-86_400, 'yesterday'],
  [3_700, 'in 1 hr.'],
])('%s seconds from now is "%s"', (seconds, words) => {
  spoken.language = 'en';
  expect(ago(new Date(now.getTime() + seconds * 1000).toISOString(), now.getTime())).toBe(words);
});

it.each([
  [-5, '0:00'],
  [7.9, '0:07'],
  [247, '4:07'],
  [3_600, '1:00:00'],
  [3_905, '1:05:05'],
])('%s seconds on a clock are %s', (seconds, shown) => {
  expect(clock(seconds)).toBe(shown);
});

it('counts a part of a kilobyte as one', () => {
  expect([0, 1, 1024, 1025].map(kilobytes)).toEqual(['0', '1', '1', '2']);
});
