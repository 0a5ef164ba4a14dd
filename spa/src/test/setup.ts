import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

/** Addresses without a host are this page's, as in a browser. */
class LocalRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, location.origin) : input, init);
  }
}

globalThis.Request = LocalRequest;
// A busy machine takes a while to load the first form.
vi.setConfig({ testTimeout: 20_000 });
afterEach(cleanup);
