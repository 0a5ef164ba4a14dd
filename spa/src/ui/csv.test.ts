import { expect, test, vi } from 'vitest';
import { csv, download } from './csv';

test('quotes what has commas, quotes and lines', () => {
  expect(csv([['a,b', 'say "hi"', 'two\nlines', null, 5]])).toBe('"a,b","say ""hi""","two\nlines",,5\r\n');
});

test('does not let a spreadsheet calculate what a client has typed', () => {
  expect(csv([['=HYPERLINK("x")', '+7', '-1', '@me', 'plain']])).toBe('"\'=HYPERLINK(""x"")",\'+7,\'-1,\'@me,plain\r\n');
});

test('leaves numbers numbers', () => {
  expect(csv([[-5, 0]])).toBe('-5,0\r\n');
});

test('is there until the browser has begun to save it', () => {
  vi.useFakeTimers();
  const revoke = vi.fn();
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: revoke }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  download('orders.csv', 'a\r\n');
  vi.advanceTimersByTime(1_000);
  expect(revoke).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(revoke).toHaveBeenCalledWith('blob:1');
  vi.useRealTimers();
});
