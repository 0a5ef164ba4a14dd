import { expect, test } from 'vitest';
import { csv } from './csv';

test('quotes what has commas, quotes and lines', () => {
  expect(csv([['a,b', 'say "hi"', 'two\nlines', null, 5]])).toBe('"a,b","say ""hi""","two\nlines",,5\r\n');
});

test('does not let a spreadsheet calculate what a client has typed', () => {
  expect(csv([['=HYPERLINK("x")', '+7', '-1', '@me', 'plain']])).toBe('"\'=HYPERLINK(""x"")",\'+7,\'-1,\'@me,plain\r\n');
});

test('leaves numbers numbers', () => {
  expect(csv([[-5, 0]])).toBe('-5,0\r\n');
});
