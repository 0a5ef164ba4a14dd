// Streams: what an idle one costs, how long a message takes to a thousand readers, and how many messages go through.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN, call, newClient, newMaster } from './api.mjs';

const [base, server, files] = [new URL(process.argv[2]), process.argv[3], Number(process.argv[4])];
const env = (name, unset) => Number(process.env[name] ?? unset);
const IDLE = (process.env.IDLE ?? '1000 10000').split(' ').filter(Boolean).map(Number);
const READERS = env('READERS', 1000);
const WARM_UP = env('WARM_UP_MESSAGES', 200);
const MESSAGES = env('MESSAGES', 200);
const SECONDS = env('LOAD_SECONDS', 20);
const LOAD_READERS = env('LOAD_READERS', 100);
const LOAD_ORDERS = env('LOAD_ORDERS', 8);
const WRITERS = env('WRITERS', 16);
const PATIENCE_MILLIS = 60_000;
const AT_ONCE = 64;
/** Of the process, for everything but streams. */
const OTHER_FILES = 500;

const CREATED = Buffer.from('event: message.created');
const ENDED = /event: (bye|resync)\ndata: .*/;
const MARK = Buffer.from('~mark');
const MARK_DIGITS = 7;
const LF = 10;
const CR = 13;

/** One buffer for all: what is in it is read before the next socket is. */
const shared = Buffer.alloc(1 << 18);

/** A stream over a bare socket. Looks for nothing but the frames that are measured, and tells the mark of each. */
class Stream {
  constructor(token, topics, onMessage) {
    this.onMessage = onMessage;
    this.carry = null;
    this.isReady = false;
    this.opened = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.socket = net.connect({
      host: base.hostname,
      port: base.port,
      onread: { buffer: shared, callback: (size, buffer) => this.read(buffer.subarray(0, size)) },
    });
    this.socket.on('error', (failure) => this.fail(failure.message));
    this.socket.on('close', () => this.fail('closed by the server'));
    this.socket.write(
      `GET /api/v1/stream/?topics=${topics} HTTP/1.1\r\nHost: ${base.host}\r\nAuthorization: Bearer ${token}\r\nAccept: text/event-stream\r\n\r\n`,
    );
  }

  read(chunk) {
    let bytes = this.carry ? Buffer.concat([this.carry, chunk]) : chunk;
    this.carry = null;
    const size = bytes.length;
    // Every frame is a chunk of HTTP of its own; whatever does not end one is kept until the rest is there.
    if (!(bytes[size - 1] === LF && bytes[size - 2] === CR && bytes[size - 3] === LF)) {
      this.carry = Buffer.from(bytes.subarray(bytes.lastIndexOf('\n\r\n') + 1));
      bytes = bytes.subarray(0, size - this.carry.length);
    }
    for (let at = bytes.indexOf(CREATED); at >= 0; at = bytes.indexOf(CREATED, at + 1)) {
      const mark = bytes.indexOf(MARK, at) + MARK.length;
      this.onMessage(Number(bytes.latin1Slice(mark, mark + MARK_DIGITS)));
    }
    if (!this.isReady) this.head(bytes.latin1Slice(0, bytes.length));
    else if (bytes.length < 1000 && ENDED.test(bytes.latin1Slice(0, bytes.length))) {
      this.fail(bytes.latin1Slice(0, bytes.length));
    }
    return true;
  }

  head(text) {
    if (text.includes('event: ready')) {
      this.isReady = true;
      this.resolve();
    } else if (text && !text.startsWith('HTTP/1.1 200')) this.fail(text);
  }

  fail(reason) {
    if (this.closing) return;
    if (!this.isReady) this.reject(new Error(reason));
    else {
      console.error(`A stream ended: ${reason}`);
      process.exit(1);
    }
  }

  close() {
    this.closing = true;
    this.socket.destroy();
  }
}

async function open(count, tokens, topics, onMessage = () => {}) {
  const streams = [];
  const one = async () => {
    while (streams.length < count) {
      const index = streams.length;
      const stream = new Stream(tokens[index % tokens.length], topics, (mark) => onMessage(mark, index));
      streams.push(stream);
      await stream.opened;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return streams;
}

const agent = new http.Agent({ keepAlive: true });

/** Posts a message; resolves when it is answered. */
function post(token, order, mark) {
  const body = JSON.stringify({ text: `How is it going? ~mark${String(mark).padStart(MARK_DIGITS, '0')}` });
  return new Promise((resolve, reject) => {
    const request = http.request(
      new URL(`/api/v1/appointments/${order}/messages/`, base),
      {
        method: 'POST',
        agent,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': body.length },
      },
      (response) => {
        if (response.statusCode !== 201) reject(new Error(`POST message: ${response.statusCode}`));
        response.on('end', resolve).resume();
      },
    );
    request.on('error', reject).end(body);
  });
}

async function until(holds, what) {
  const end = performance.now() + PATIENCE_MILLIS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited too long for ${what}`);
    await sleep(10);
  }
}

/** Bytes of heap in use after a full collection, and of memory the process has. */
async function memory() {
  const jcmd = (command) => execFileSync('jcmd', [server, command], { encoding: 'utf8' });
  for (let round = 0; round < 2; round++) {
    jcmd('GC.run');
    await sleep(500);
  }
  const heap = Number(/used (\d+)K/.exec(jcmd('GC.heap_info'))[1]) * 1024;
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server}/status`, 'utf8'))[1]) * 1024;
  return { heap, rss };
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const millis = (values, share) => `${percentile(Float64Array.from(values).sort(), share).toFixed(1)} ms`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const heading = (...cells) => {
  console.log();
  row(...cells);
  console.log(`|${cells.map(() => '---').join('|')}|`);
};

async function idle(tokens) {
  // What the first streams load for good is not theirs.
  (await open(200, tokens, 'user')).forEach((stream) => stream.close());
  await sleep(1000);
  heading('idle streams', 'open and ready after', 'heap a stream', 'memory of the process a stream', 'heap left over when they are gone');
  for (const wanted of IDLE) {
    const count = Math.min(wanted, files - OTHER_FILES);
    const before = await memory();
    const begin = performance.now();
    const streams = await open(count, tokens, 'user');
    const opening = performance.now() - begin;
    const during = await memory();
    streams.forEach((stream) => stream.close());
    await sleep(3000);
    const after = await memory();
    row(
      count,
      `${(opening / 1000).toFixed(1)} s`,
      kilobytes((during.heap - before.heap) / count),
      kilobytes((during.rss - before.rss) / count),
      `${kilobytes((after.heap - before.heap) / count)} a stream`,
    );
  }
}

async function fanOut({ client, master, order }, admin) {
  const people = [admin, client, master].map((someone) => someone.access);
  let arrivals = [];
  const streams = await open(READERS, people, `appointment:${order}`, () => arrivals.push(performance.now()));
  const measured = { lastFromAnswer: [], lastFromPost: [], eachFromAnswer: [], eachFromPost: [], firstFromPost: [], spread: [] };
  for (let mark = 0; mark < WARM_UP + MESSAGES; mark++) {
    arrivals = [];
    const sent = performance.now();
    await post(mark % 2 ? client.access : master.access, order, mark);
    const answered = performance.now();
    await until(() => arrivals.length === READERS, `message ${mark}: ${arrivals.length} readers have it`);
    if (mark >= WARM_UP) {
      const [first, last] = [arrivals[0], arrivals[arrivals.length - 1]];
      measured.lastFromAnswer.push(last - answered);
      measured.lastFromPost.push(last - sent);
      measured.firstFromPost.push(first - sent);
      measured.spread.push(last - first);
      for (const at of arrivals) {
        measured.eachFromAnswer.push(at - answered);
        measured.eachFromPost.push(at - sent);
      }
    }
  }
  streams.forEach((stream) => stream.close());
  heading(`${MESSAGES} messages to ${READERS} readers`, 'p50', 'p99');
  const line = (name, values) => row(name, millis(values, 0.5), millis(values, 0.99));
  line('from the answer to the last reader', measured.lastFromAnswer);
  line('from the request to the last reader', measured.lastFromPost);
  line('from the answer to each reader', measured.eachFromAnswer);
  line('from the request to each reader', measured.eachFromPost);
  line('from the request to the first reader', measured.firstFromPost);
  line('from the first reader to the last', measured.spread);
  await sleep(2000);
}

async function through(orders, admin) {
  const sentAt = [];
  const latencies = [];
  let frames = 0;
  const topics = orders.map(({ order }) => `appointment:${order}`).join(',');
  const streams = await open(LOAD_READERS, [admin.access], topics, (mark) => {
    frames++;
    latencies.push(performance.now() - sentAt[mark]);
  });
  const round = async (seconds) => {
    const end = performance.now() + seconds * 1000;
    const writer = async (index) => {
      const { client, master, order } = orders[index % orders.length];
      const token = index < orders.length ? client.access : master.access;
      while (performance.now() < end) {
        const mark = sentAt.push(performance.now()) - 1;
        await post(token, order, mark);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index)));
  };
  const all = () => frames === sentAt.length * LOAD_READERS;
  await round(5);
  await until(all, 'the frames of the warm-up');
  const [messages, already] = [sentAt.length, frames];
  latencies.length = 0;
  const begin = performance.now();
  await round(SECONDS);
  const posted = performance.now();
  await until(all, 'the last frames');
  const drained = performance.now();
  streams.forEach((stream) => stream.close());
  heading('readers', 'writers', 'orders', 'messages/s', 'frames/s', 'p50 from the request to a reader', 'p99', 'the last frames after');
  row(
    LOAD_READERS,
    WRITERS,
    orders.length,
    (((sentAt.length - messages) * 1000) / (posted - begin)).toFixed(0),
    (((frames - already) * 1000) / (drained - begin)).toFixed(0),
    millis(latencies, 0.5),
    millis(latencies, 0.99),
    `${(drained - posted).toFixed(0)} ms`,
  );
}

const admin = await call(base.origin, 'POST', '/auth/bootstrap-admin/', null, ADMIN);
const orders = [];
for (let count = 0; count < LOAD_ORDERS; count++) {
  const [client, master] = [await newClient(base.origin), await newMaster(base.origin, admin.access)];
  const filed = { brand: 'Nokia', model: '3310', lock_type: 'PIN', description: 'Locked' };
  const { id } = await call(base.origin, 'POST', '/appointments/', client.access, filed);
  await call(base.origin, 'POST', `/appointments/${id}/take/`, master.access);
  orders.push({ client, master, order: id });
}
await idle(orders.map(({ client }) => client.access));
await fanOut(orders[0], admin);
await through(orders, admin);
process.exit(0);
