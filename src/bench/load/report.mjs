// Makes rows of tables out of Gatling's simulation.log and of what sample.mjs and stock() have written.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];

/** Requests of the log: name, when they began and ended (milliseconds since 1970), whether they went well. */
export function requests(log) {
  return log
    .split('\n')
    .filter((line) => line.startsWith('REQUEST\t'))
    .map((line) => line.split('\t'))
    .map(([, , name, begin, end, status, message]) => ({ name, begin: Number(begin), end: Number(end), ok: status === 'OK', message }));
}

/** What was used between two moments, of sums that only rise. */
export function used(samples, what, from, to) {
  const within = samples.filter(({ at }) => at >= from && at <= to);
  return within.length < 2 ? NaN : within.at(-1)[what] - within[0][what];
}

/** What a window of a day comes to. Whoever was asked in it counts, whenever the answer came. */
export function window(all, samples, from, to) {
  const within = all.filter(({ begin }) => begin >= from && begin < to);
  const times = within.map(({ begin, end }) => end - begin).sort((a, b) => a - b);
  const thousands = within.length / 1000;
  return {
    rate: within.length / ((to - from) / 1000),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    failed: within.filter(({ ok }) => !ok).length,
    count: within.length,
    server: used(samples, 'server', from, to) / thousands,
    database: used(samples, 'database', from, to) / thousands,
    busy: used(samples, 'busy', from, to) / ((to - from) / 1000),
    others: ['server', 'database', 'gatling'].reduce((rest, what) => rest - used(samples, what, from, to), used(samples, 'busy', from, to)) / ((to - from) / 1000),
    byName: [...grouped(within)],
  };
}

function grouped(list) {
  const groups = new Map();
  for (const one of list) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}

const lines = (file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

function step([logFile, sampleFile, orders, skip, length]) {
  const all = requests(readFileSync(logFile, 'utf8'));
  const samples = lines(sampleFile);
  const begin = all.reduce((least, request) => Math.min(least, request.begin), Infinity);
  const [from, to] = [begin + Number(skip) * 1000, begin + Number(length) * 1000];
  const row = window(all, samples, from, to);
  const share = (100 * row.failed) / row.count;
  const times = [row.p50, row.p95, row.p99].map((time) => `${time} ms`);
  const processor = [row.server, row.database, row.busy, row.others].map((seconds) => seconds.toFixed(2));
  console.log(`| ${[orders, row.rate.toFixed(0), ...times, `${share.toFixed(2)} %`, ...processor].join(' | ')} |`);
  for (const { name, message } of all.filter(({ ok }) => !ok).slice(0, 3)) console.error(`${name}: ${message}`);
  if (process.env.BY_NAME) {
    for (const [name, list] of row.byName.sort(([, a], [, b]) => b.length - a.length)) {
      const times = list.map(({ begin, end }) => end - begin).sort((a, b) => a - b);
      console.log(`| ${name} | ${((100 * list.length) / row.count).toFixed(1)} % | ${percentile(times, 0.5)} ms | ${percentile(times, 0.99)} ms |`);
    }
  }
  return share > Number(process.env.MOST_FAILED ?? 1) || row.p99 > Number(process.env.MOST_P99 ?? 1000) ? 3 : 0;
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function stock([beforeFile, afterFile]) {
  const [before, after] = [beforeFile, afterFile].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const orders = after.orders - before.orders;
  const each = (what) => (after[what] - before[what]) / orders;
  console.log(`\n| for each of ${orders} orders | |\n|---|---|`);
  console.log(`| database on disk | ${kilo(each('database'))} |\n| WAL | ${kilo(each('wal'))} |\n| uploads | ${kilo(each('media'))} |`);
  console.log(`| transactions | ${each('commits').toFixed(0)} |\n| full pages in the WAL | ${each('images').toFixed(1)} |`);
  console.log('\n| table | bytes an order | rows an order |\n|---|---|---|');
  Object.entries(after.tables)
    .map(([table, { bytes, rows }]) => ({ table, bytes: (bytes - (before.tables[table]?.bytes ?? 0)) / orders, rows: (rows - (before.tables[table]?.rows ?? 0)) / orders }))
    .filter(({ bytes }) => bytes >= 100)
    .sort((a, b) => b.bytes - a.bytes)
    .forEach(({ table, bytes, rows }) => console.log(`| \`${table}\` | ${bytes.toFixed(0)} | ${rows.toFixed(1)} |`));
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [what, ...rest] = process.argv.slice(2);
  process.exit({ step, stock }[what](rest));
}
