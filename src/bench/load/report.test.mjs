import assert from 'node:assert/strict';
import test from 'node:test';
import { percentile, requests, used, window } from './report.mjs';

const LOG = [
  'RUN\tMixedDay\tmixedday\t1000\t \t3.11.5',
  'USER\torder\tSTART\t1000',
  'REQUEST\t\tme\t1000\t1010\tOK\t ',
  'REQUEST\t\tme\t2000\t2030\tOK\t ',
  'REQUEST\t\ttake\t2500\t9000\tKO\tfound 503',
  'REQUEST\t\tme\t4000\t4010\tOK\t ',
].join('\n');
const SAMPLES = [1000, 2000, 3000, 4000].map((at) => ({ at, server: at / 1000, database: 0.5, gatling: 0, busy: at / 500 }));

test('reads the requests of a log and nothing else', () => {
  assert.equal(requests(LOG).length, 4);
  assert.deepEqual(requests(LOG)[2], { name: 'take', begin: 2500, end: 9000, ok: false, message: 'found 503' });
});

test('takes the percentile by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  assert.equal(percentile(hundred, 0.5), 50);
  assert.equal(percentile(hundred, 0.99), 99);
  assert.equal(percentile([7], 0.99), 7);
});

test('counts what was asked within a window, however late it was answered', () => {
  const row = window(requests(LOG), SAMPLES, 2000, 4000);
  assert.equal(row.count, 2);
  assert.equal(row.rate, 1);
  assert.equal(row.failed, 1);
  assert.equal(row.p99, 6500);
});

test('tells what was used in it per thousand requests, and by others', () => {
  const row = window(requests(LOG), SAMPLES, 2000, 4000);
  assert.equal(row.server, 1000);
  assert.equal(row.busy, 2);
  assert.equal(row.others, 1);
});

test('does not make up what was not sampled', () => assert.equal(used(SAMPLES, 'server', 5000, 6000), NaN));
