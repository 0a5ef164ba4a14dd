import { expect, it, vi } from 'vitest';
import { newKey, nextCursor } from './client';

it.each([
  [null, undefined],
  ['<http://here/api/v1/x/?limit=50>; rel="first"', undefined],
  ['<http://here/api/v1/x/?limit=50>; rel="first", <http://here/api/v1/x/?limit=50&cursor=mV0>; rel="next"', 'mV0'],
  ['</api/v1/x/?cursor=a%2Bb%3D&tags=a,b>; rel=next', 'a+b='],
])('finds the next page in %s', (link, cursor) => {
  expect(nextCursor(link)).toBe(cursor);
});

it('makes keys on a plain address as well, where there is no randomUUID', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = Array.from({ length: 100 }, newKey);
  expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(keys).size).toBe(100);
  vi.unstubAllGlobals();
});
