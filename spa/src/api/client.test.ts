import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newKey, nextCursor, upload } from './client';
import { Offline } from './failure';

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

/** A request with a file, which the test moves on. */
class FakeUpload {
  static all: FakeUpload[] = [];
  upload: { onprogress?: (event: Partial<ProgressEvent>) => void } = {};
  headers = new Map<string, string>();
  status = 0;
  responseText = '';
  onload?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  isAborted = false;

  constructor() {
    FakeUpload.all.push(this);
  }
  open() {}
  send() {}
  getResponseHeader() {
    return null;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  abort() {
    this.isAborted = true;
    this.onabort?.();
    this.onloadend?.();
  }
  moves(loaded: number) {
    this.upload.onprogress?.({ lengthComputable: true, loaded, total: 10 });
  }
  answers(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
    this.onloadend?.();
  }
}

describe('an upload', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeUpload.all = [];
    vi.stubGlobal('XMLHttpRequest', FakeUpload);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('takes as long as it moves', async () => {
    const progress = vi.fn();
    const done = upload('/x/', new FormData(), { key: 'k', progress });
    for (const loaded of [2, 4, 6]) {
      await vi.advanceTimersByTimeAsync(25_000);
      FakeUpload.all[0]!.moves(loaded);
    }
    FakeUpload.all[0]!.answers(201, { id: 1 });
    expect(await done).toEqual({ id: 1 });
    expect(progress.mock.calls.flat()).toEqual([0.2, 0.4, 0.6]);
    expect(FakeUpload.all).toHaveLength(1);
  });

  it('that stands still is begun again under the same key', async () => {
    const done = upload('/x/', new FormData(), { key: 'k' });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(FakeUpload.all.map(({ isAborted, headers }) => [isAborted, headers.get('Idempotency-Key')])).toEqual([
      [true, 'k'],
      [false, 'k'],
    ]);
    FakeUpload.all[1]!.answers(201, { id: 1 });
    expect(await done).toEqual({ id: 1 });
  });

  it('that never moves fails in the end', async () => {
    const done = expect(upload('/x/', new FormData(), { key: 'k' })).rejects.toBeInstanceOf(Offline);
    await vi.advanceTimersByTimeAsync(100_000);
    await done;
    expect(FakeUpload.all).toHaveLength(3);
  });

  it('can be given up', async () => {
    const { signal, abort } = ((controller: AbortController) => ({ signal: controller.signal, abort: () => controller.abort() }))(new AbortController());
    const done = expect(upload('/x/', new FormData(), { key: 'k', signal })).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await done;
    expect(FakeUpload.all.map(({ isAborted }) => isAborted)).toEqual([true]);
  });
});
