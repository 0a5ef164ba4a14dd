// Samples the server and PostgreSQL, a line of JSON each time: processor time every second, memory when a full collection is due.
import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const [base, server, postmaster, file, every] = process.argv.slice(2);
/** Of Linux, for what it tells in /proc. */
const TICKS_PER_SECOND = 100;

let taken = 0;

/** The fields of /proc/<pid>/stat behind the name, which may have spaces in it: 1 is the parent, 11 to 14 are times. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  } catch {
    return null; // It is gone.
  }
}

const own = (fields) => fields[11] + fields[12];

/** The seconds of PostgreSQL: its postmaster, with the children it has buried, and the children. */
function databaseSeconds() {
  const parent = stat(postmaster);
  let ticks = own(parent) + parent[13] + parent[14];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const child = stat(pid);
    if (child && child[1] === Number(postmaster)) ticks += own(child);
  }
  return ticks / TICKS_PER_SECOND;
}

/** The seconds of everybody, of all processors. */
function busySeconds() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** Those of a program that is started anew for each day. */
let gatling = { pid: null, before: 0, now: 0 };
function gatlingSeconds() {
  const isIt = (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('io.gatling.app.Gatling');
    } catch {
      return false;
    }
  };
  const fields = gatling.pid && stat(gatling.pid);
  if (fields) gatling.now = own(fields) / TICKS_PER_SECOND;
  else {
    const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isIt(name)) ?? null;
    gatling = { pid, before: gatling.before + gatling.now, now: 0 };
  }
  return gatling.before + gatling.now;
}

async function memory() {
  // Collects and counts at one moment. Between GC.run and GC.heap_info there are the requests of a second.
  const { stdout: histogram } = await run('jcmd', [server, 'GC.class_histogram'], { maxBuffer: 1e8 });
  const heap = Number(/^Total +\d+ +(\d+)/m.exec(histogram)[1]);
  // For whoever has to find out what has grown.
  if (process.env.KEEP && ++taken % 5 === 0) writeFileSync(`${process.env.KEEP}/histogram-${taken}.txt`, histogram);
  const status = readFileSync(`/proc/${server}/status`, 'utf8');
  const answer = await fetch(`${base}/actuator/prometheus`, { headers: { authorization: `Bearer ${process.env.METRICS_TOKEN}` } });
  const metrics = await answer.text();
  const sum = (pattern) => [...metrics.matchAll(new RegExp(`^${pattern} (\\S+)$`, 'gm'))].reduce((total, [, value]) => total + Number(value), 0);
  const { stdout: connections } = await run('psql', ['-qtAc', "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"]);
  return {
    heap,
    rss: Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024,
    threads: Number(/Threads:\s+(\d+)/.exec(status)[1]),
    files: readdirSync(`/proc/${server}/fd`).length,
    direct: sum('jvm_buffer_memory_used_bytes\\{.*id="direct".*\\}'),
    nonheap: sum('jvm_memory_used_bytes\\{.*area="nonheap".*\\}'),
    streams: sum('guildhall_live_streams\\{.*topic="user".*\\}'),
    connections: Number(connections),
  };
}

let due = Date.now() + every * 1000;
for (;;) {
  const sample = { at: Date.now(), server: own(stat(server)) / TICKS_PER_SECOND, database: databaseSeconds(), gatling: gatlingSeconds(), busy: busySeconds() };
  if (every > 0 && sample.at >= due) {
    due += every * 1000;
    Object.assign(sample, await memory());
  }
  appendFileSync(file, `${JSON.stringify(sample)}\n`);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, sample.at + 1000 - Date.now())));
}
