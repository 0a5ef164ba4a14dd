// Streams as a browser sees them: by its own EventSource with a ticket, and by fetch with a header.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { install } from './in-page.mjs';
import { BASE_URL, takenOrder } from './people.mjs';

const CONTROL = ['ready', 'heartbeat', 'typing'];
const CLOSED = 2;

let browser, page, complaints, order, stream;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
});
after(() => browser?.close());

/** The page of the documentation may connect to its own origin, and nowhere else: a web app will be held to the same. */
beforeEach(async () => {
  page = await browser.newPage();
  complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${BASE_URL}/api/docs/`, { waitUntil: 'load' });
  await page.evaluate(install);
  order = await takenOrder();
  stream = `/api/v1/stream/?topics=user,appointment:${order.id}`;
});
afterEach(() => page.close());

// ───────────────────────────── what the page does ─────────────────────────────

const newTicket = () => page.evaluate((access) => live.ticket(access), order.client.access);
const listen = (name, query) => page.evaluate(([name, url]) => live.listen(name, url), [name, `${stream}&${new URLSearchParams(query)}`]);
const read = (name, cursor) =>
  page.evaluate(([name, ...rest]) => live.read(name, ...rest), [name, stream, order.client.access, cursor]);
const stop = (name) => page.evaluate((name) => live.readers[name].stop(), name);
const look = (name, field) => page.evaluate(([name, field]) => {
  const value = live.readers[name][field];
  return typeof value === 'function' ? value() : value;
}, [name, field]);
const frames = (name) => look(name, 'frames');

/** Asks until the answer is good. */
async function until(what, ask) {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new assert.AssertionError({ message: `Waited in vain for ${what}.` });
}

const arrival = (name, event, matches = () => true) =>
  until(`${event} at ${name}`, async () => (await frames(name)).find((frame) => frame.event === event && matches(frame.data)));
const arrivalOf = (name, text) => arrival(name, 'message.created', ({ payload }) => payload.text === text);

// ───────────────────────────── what it must have seen ─────────────────────────────

const texts = (seen) => seen.filter(({ event }) => event === 'message.created').map(({ data }) => data.payload.text);

/** From where the topics stood when the first reader was ready, every line once and in order. */
function assertSeamless(...readers) {
  const { topics } = readers[0][0].data;
  const next = new Map(Object.entries(topics).map(([topic, { head }]) => [topic, head]));
  for (const { event, data } of readers.flat().filter(({ event }) => !CONTROL.includes(event))) {
    assert.ok(next.has(data.topic), `${event} is of a topic that was asked for: ${JSON.stringify(data)}`);
    if (data.seq === null) continue;
    assert.equal(data.seq, next.get(data.topic) + 1, `${event} is the next of ${data.topic}`);
    next.set(data.topic, data.seq);
  }
}

describe('a stream in a browser', () => {
  test('an EventSource with a ticket hears a message, and then what it has missed', async () => {
    const ticket = await newTicket();
    await listen('first', { ticket });
    await arrival('first', 'ready');
    await order.says('heard at once');
    const message = await arrivalOf('first', 'heard at once');
    assert.ok(message.id, 'the frame has set lastEventId');
    assert.equal(message.data.topic, `appointment:${order.id}`);

    await stop('first');
    const first = await frames('first');
    await order.says('missed');
    await listen('second', { ticket: await newTicket(), last_event_id: first.at(-1).id });
    await arrivalOf('second', 'missed');
    await order.says('heard again');
    await arrivalOf('second', 'heard again');
    await stop('second');
    const second = await frames('second');

    assert.equal(second[0].event, 'ready');
    assert.deepEqual(texts(second), ['missed', 'heard again']);
    assertSeamless(first, second);
    assert.equal(await look('first', 'errors') + await look('second', 'errors'), 0);
    assert.deepEqual(complaints, []);

    await listen('third', { ticket });
    await until('the refusal of a used ticket', () => look('third', 'errors'));
    assert.equal(await look('third', 'state'), CLOSED);
    assert.deepEqual(await frames('third'), []);
    await until('the complaint about it', () => complaints.length > 0);
    assert.equal(complaints.length, 1);
    assert.match(complaints[0], /\b401\b.*\/api\/v1\/stream\//);
  });

  test('a fetch with a header reads frame by frame, and goes on where it was cut off', async () => {
    await read('first');
    assert.equal(await look('first', 'status'), 200);
    await arrival('first', 'ready');
    await until('typing', async () => {
      await order.types(); // Whoever was not quite there yet has missed it for good.
      return (await frames('first')).some(({ event }) => event === 'typing');
    });
    await order.says('one');
    await arrivalOf('first', 'one');
    await stop('first');
    await until('the end of the first', () => look('first', 'failure'));
    const first = await frames('first');
    const seen = first.map(({ event }) => event);
    assert.equal(seen[0], 'ready');
    assert.ok(seen.indexOf('typing') < seen.indexOf('message.created'), `in order: ${seen}`);
    assert.equal(await look('first', 'failure'), 'AbortError');

    await order.says('two');
    await order.says('three');
    await read('second', first.findLast(({ id }) => id).id);
    await arrivalOf('second', 'three');
    await order.says('four');
    await arrivalOf('second', 'four');
    await stop('second');
    const second = await frames('second');

    assert.equal(second[0].event, 'ready');
    assert.deepEqual(texts([...first, ...second]), ['one', 'two', 'three', 'four']);
    assertSeamless(first, second);
    assert.deepEqual(complaints, []);
  });
});
