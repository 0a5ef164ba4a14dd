import { expect, it } from 'vitest';
import { textLines } from './simulate';

it('reads whole lines whatever pieces they come in', async () => {
  const bytes = new TextEncoder().encode('{"a":"ё"}\n\n{"b":1}\n{"c":2}');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // In the middle of a letter, and of a line.
      [bytes.slice(0, 7), bytes.slice(7, 15), bytes.slice(15)].forEach((piece) => controller.enqueue(piece));
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of textLines(body)) {
    lines.push(line);
  }
  expect(lines).toEqual(['{"a":"ё"}', '{"b":1}', '{"c":2}']);
});
