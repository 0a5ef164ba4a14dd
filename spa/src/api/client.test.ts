import { expect, it } from 'vitest';
import { nextCursor } from './client';

it.each([
  [null, undefined],
  ['<http://here/api/v1/x/?limit=50>; rel="first"', undefined],
  ['<http://here/api/v1/x/?limit=50>; rel="first", <http://here/api/v1/x/?limit=50&cursor=mV0>; rel="next"', 'mV0'],
  ['</api/v1/x/?cursor=a%2Bb%3D&tags=a,b>; rel=next', 'a+b='],
])('finds the next page in %s', (link, cursor) => {
  expect(nextCursor(link)).toBe(cursor);
});
