import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './copyText';

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard');
  Reflect.deleteProperty(document, 'execCommand');
});

const command = (copy: () => boolean) => Object.defineProperty(document, 'execCommand', { value: copy, configurable: true });

it('asks the clipboard', async () => {
  const writeText = vi.fn(async () => undefined);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  expect(await copyText('4081')).toBe(true);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('4081');
});

it('selects the text where there is no clipboard, and leaves nothing behind', async () => {
  let selected = '';
  command(() => ((selected = String(getSelection())), true));
  expect(await copyText('two\nlines')).toBe(true);
  expect(selected).toBe('two\nlines');
  expect(document.body).toBeEmptyDOMElement();
});

it('says when it does not work', async () => {
  command(() => false);
  expect(await copyText('4081')).toBe(false);
  Reflect.deleteProperty(document, 'execCommand');
  expect(await copyText('4081')).toBe(false);
});
