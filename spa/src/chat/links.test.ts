import { describe, expect, it } from 'vitest';
import { partsOf } from './links';

const links = (text: string) => partsOf(text).flatMap(({ href }) => href ?? []);

describe('links', () => {
  it.each([
    ['see https://a.example/x?y=1.', ['https://a.example/x?y=1']],
    ['(https://a.example/x)', ['https://a.example/x']],
    ['https://en.wikipedia.org/wiki/A_(b)', ['https://en.wikipedia.org/wiki/A_(b)']],
    ['www.a.example, and http://b.example!', ['https://www.a.example/', 'http://b.example/']],
    ['javascript:alert(1) ftp://a.example data:text/html,x', []],
    ['https:// nothing', []],
    ['', []],
  ])('in %s', (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it('leave the text as it was', () => {
    const text = 'a https://a.example/б, b\nwww.c.example';
    expect(partsOf(text).map((part) => part.text).join('')).toBe(text);
  });
});
