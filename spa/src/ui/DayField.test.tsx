import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DayField } from './DayField';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells a day once it is typed, and none of the years on the way', () => {
  const change = vi.fn();
  render(<DayField label="From" value="" onChange={change} />);
  const field = screen.getByLabelText('From');
  const type = (day: string, pause: number) => {
    fireEvent.change(field, { target: { value: day } });
    act(() => void vi.advanceTimersByTime(pause));
  };
  type('0002-11-05', 2_000);
  type('0202-11-05', 2_000);
  type('2026-11-05', 100);
  type('2026-11-15', 2_000);
  expect(change.mock.calls).toEqual([['2026-11-15']]);
  type('', 2_000);
  expect(change).toHaveBeenLastCalledWith('');
});
