import assert from 'node:assert/strict';
import test from 'node:test';
import { grown } from './memory.mjs';

const SAMPLE = { heap: 80e6, direct: 40e6, threads: 60, files: 300, connections: 20 };
const minutes = (change) => Array.from({ length: 30 }, (_, minute) => ({ ...SAMPLE, ...change(minute) }));
const names = (samples) => grown(samples, 5).map(({ what }) => what);

test('what stays as it is has not grown', () => assert.deepEqual(names(minutes(() => ({}))), []));

test('what goes up and down has not grown', () => assert.deepEqual(names(minutes((minute) => ({ heap: 80e6 + (minute % 3) * 15e6 }))), []));

test('a warm-up is no growth', () => assert.deepEqual(names(minutes((minute) => ({ heap: minute < 5 ? 40e6 : 80e6 }))), []));

test('one high sample is no growth', () => assert.deepEqual(names(minutes((minute) => ({ heap: minute === 28 ? 300e6 : 80e6 }))), []));

test('a megabyte a minute is a leak', () => assert.deepEqual(names(minutes((minute) => ({ heap: 80e6 + minute * 1e6 }))), ['heap']));

test('so are threads, files and connections that are not given back', () =>
  assert.deepEqual(
    names(minutes((minute) => ({ threads: 60 + minute, files: 300 + minute * 5, connections: 20 + minute }))),
    ['threads', 'files', 'connections'],
  ));

test('what was not sampled is not passed over', () => assert.deepEqual(names(minutes((minute) => ({ heap: minute === 25 ? undefined : 80e6 }))), ['heap']));

test('a leak is seen beneath what is in work', () =>
  assert.deepEqual(names(minutes((minute) => ({ heap: 80e6 + minute * 1e6 + (minute % 3) * 15e6 }))), ['heap']));

test('too few samples tell nothing', () => assert.throws(() => grown([SAMPLE, SAMPLE], 1), /too few/));
