import { render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import i18n from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { addTexts, startTexts } from '../i18n/i18n';
import { barLength, course, isWorthReading, toneOf, type Explained } from './score';
import { average, distribution } from './reviews';
import { ScoreSum } from './ScoreSum';

const EXPLAINED: Explained = {
  account: 9,
  kind: 'score',
  score: 85,
  level: null,
  computed_at: null,
  override: null,
  lines: [
    { code: 'rating', points: 34.6667, inputs: {}, words: 'Оценки' },
    { code: 'cancellation_rate', points: 0, inputs: {}, words: 'Отмены' },
    { code: 'workload', points: -17.3333, inputs: {}, words: 'Загрузка' },
    { code: 'rounding', points: 0.3333, inputs: {}, words: 'Округлено' },
    { code: 'clamping', points: 0, inputs: {}, words: 'Пределы' },
  ],
  history: [
    { changed_at: '2026-11-23T09:00:00Z', old_score: 80, new_score: 85, cause: 'time', event: null, event_type: null, entity_type: null, entity_id: null, words: 'Время' },
    { changed_at: '2026-11-23T08:00:00Z', old_score: null, new_score: 80, cause: 'time', event: null, event_type: null, entity_type: null, entity_id: null, words: 'Время' },
  ],
};

describe('a score', () => {
  it('is good when it is high, a risk when it is low', () => {
    expect(toneOf({ kind: 'score', score: 85, level: null })).toBe('success');
    expect(toneOf({ kind: 'score', score: 12, level: null })).toBe('error');
    expect(toneOf({ kind: 'risk', score: 12, level: 'low' })).toBe('success');
    expect(toneOf({ kind: 'risk', score: 90, level: 'critical' })).toBe('error');
  });

  it('goes its way from the oldest change to now', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(course(EXPLAINED, now).map(({ score }) => score)).toEqual([80, 85, 85]);
  });

  it('has bars beside the longest, whatever their sign', () => {
    expect(EXPLAINED.lines.map((line) => Math.round(barLength(line, EXPLAINED.lines)))).toEqual([100, 0, 50, 1, 0]);
  });

  it('keeps quiet about limits that change nothing, and no more than that', () => {
    expect(EXPLAINED.lines.filter(isWorthReading).map(({ code }) => code)).toEqual(['rating', 'cancellation_rate', 'workload', 'rounding']);
  });
});

describe('the sum of a score', () => {
  beforeAll(async () => {
    await startTexts();
    await addTexts('members');
  });

  it('shows every line with its points exactly, and the total', () => {
    render(
      <I18nextProvider i18n={i18n}>
        <MemoryRouter>
          <ScoreSum explained={EXPLAINED} />
        </MemoryRouter>
      </I18nextProvider>,
    );
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows).toEqual(['Оценки+34,6667Оценки', 'Отмены0Отмены', 'Загрузка−17,3333Загрузка', 'Округление+0,3333Округлено', 'Итого85']);
  });
});

describe('reviews', () => {
  it('are spread over the stars', () => {
    const reviews = [{ rating: 5 }, { rating: 5 }, { rating: 4 }, { rating: 1 }];
    expect(distribution(reviews).map(({ stars, count }) => [stars, count])).toEqual([[5, 2], [4, 1], [3, 0], [2, 0], [1, 1]]);
    expect(average(reviews)).toBe(3.75);
  });

  it('have no average before there are any', () => {
    expect(average([])).toBeNull();
  });
});
