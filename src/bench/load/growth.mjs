// What a growing shop costs month by month, and which step of docs/scaling.md is due. From the unit costs that run.sh and memory.sh measure.
//   node growth.mjs --orders=300 --growth=0.15 --months=36
import { pathToFileURL } from 'node:url';

/** All of it can be set by an option of that name. The costs are those of docs/performance.md, "A mixed day". */
export const DEFAULTS = {
  // The shop.
  orders: 300, // a day, in the first month
  growth: 0.15, // a month
  months: 36,
  messages: 5, // an order
  readers: 1, // open streams at the busiest time, for each ten orders a day
  uploads: 450e3, // bytes an order
  peak: 4, // how far the busiest minutes are above the average of the day
  every: 3, // print every third month
  // What it costs.
  requests: 74, // an order, with all visits around it
  server: 4.98, // seconds of a core for 1,000 requests
  database: 1.85, // the same of PostgreSQL
  kept: 26e3, // bytes of the database that stay of an order, without its messages
  passing: 174e3, // bytes of an order that are deleted again, each times the days it is kept
  message: 1.25e3, // bytes that stay of a message
  wal: 189e3, // bytes an order
  readerBytes: 20e3, // heap of an open stream
  // The machines.
  connectionsOfNode: 26,
  coresOfNode: 2, // of the server, of which half are meant to be used at the busiest time
  use: 0.5,
};

/** What is to be done, and from when on; the reasons are in docs/scaling.md. */
export const STEPS = [
  { name: 'second node, PostgreSQL apart', due: ({ cores, databaseCores }, s) => cores + databaseCores > s.coresOfNode },
  { name: 'uploads in a bucket', due: ({ mediaBytes, nodes }) => nodes > 1 || mediaBytes > 500e9 },
  { name: 'partitions by month', due: ({ databaseBytes }) => databaseBytes > 100e9 },
  { name: 'bus over Redis', due: ({ nodes }) => nodes > 3 },
  { name: 'read replica', due: ({ databaseCores }) => databaseCores > 4 },
  { name: 'connections counted out', due: ({ connections }) => connections > 400 },
  { name: 'a region of its own', due: ({ databaseCores, databaseBytes }) => databaseCores > 16 || databaseBytes > 10e12 },
];

const DAY_SECONDS = 86_400;
const DAYS_A_MONTH = 30;

/** Month by month; sums are those at its end. */
export function simulate(settings) {
  const s = { ...DEFAULTS, ...settings };
  const months = [];
  let [staying, media] = [0, 0];
  const done = new Set();
  for (let month = 1; month <= s.months; month++) {
    const orders = s.orders * (1 + s.growth) ** (month - 1);
    const requests = (orders * s.requests * s.peak) / DAY_SECONDS;
    staying += orders * DAYS_A_MONTH * (s.kept + s.messages * s.message);
    media += orders * DAYS_A_MONTH * s.uploads;
    // What is needed at the busiest time, with what is kept free.
    const cores = (requests * s.server) / 1000 / s.use;
    const databaseCores = (requests * s.database) / 1000 / s.use;
    const nodes = Math.max(1, Math.ceil(cores / s.coresOfNode));
    const streams = (orders * s.readers) / 10;
    const state = {
      month,
      orders,
      requests,
      cores,
      databaseCores,
      nodes,
      streams,
      streamBytes: streams * s.readerBytes,
      connections: nodes * s.connectionsOfNode,
      databaseBytes: staying + orders * s.passing,
      walBytesADay: orders * s.wal,
      mediaBytes: media,
    };
    const due = STEPS.filter((step) => !done.has(step) && step.due(state, s));
    due.forEach((step) => done.add(step));
    months.push({ ...state, due: due.map(({ name }) => name) });
  }
  return months;
}

export function settingsOf(words) {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^--([a-zA-Z]+)=(.+)$/.exec(word) ?? [];
      if (!(name in DEFAULTS) || !Number.isFinite(Number(value))) throw new Error(`${word}: one of ${Object.keys(DEFAULTS).join(', ')} as --name=number`);
      return [name, Number(value)];
    }),
  );
}

const size = (bytes) => {
  const [unit, divisor] = [['TB', 1e12], ['GB', 1e9], ['MB', 1e6], ['kB', 1e3]].find(([, least]) => bytes >= least) ?? ['B', 1];
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
};
const number = (value, digits = 0) => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const settings = { ...DEFAULTS, ...settingsOf(process.argv.slice(2)) };
  console.log('| month | orders a day | requests/s, busiest | cores, server | cores, PostgreSQL | nodes | connections | streams | database | WAL a day | uploads | due now |');
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
  for (const m of simulate(settings)) {
    if (m.month !== 1 && m.month % settings.every !== 0 && !m.due.length) continue;
    const cells = [m.month, number(m.orders), number(m.requests, 1), number(m.cores, 2), number(m.databaseCores, 2), m.nodes, m.connections, number(m.streams)];
    console.log(`| ${[...cells, size(m.databaseBytes), size(m.walBytesADay), size(m.mediaBytes), m.due.join('; ')].join(' | ')} |`);
  }
}
