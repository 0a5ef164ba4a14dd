// Whether memory is flat: prints what was sampled, and fails when something has grown.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** By how much the last third may be above the first one, as a share of it, and beyond that, because few things double quickly. */
export const BOUNDS = {
  heap: { share: 0.1, beyond: 4e6 },
  direct: { share: 0.25, beyond: 16e6 },
  threads: { share: 0.1, beyond: 5 },
  files: { share: 0.1, beyond: 20 },
  connections: { share: 0.1, beyond: 5 },
};

/**
 * The lowest sample tells: what is in work at the moment, a picture of 8 MB among others, lies on top of what stays, and a full collection
 * does not take it away. What leaks lifts the lowest as well.
 */
const lowest = (samples, what) => Math.min(...samples.map((sample) => sample[what]));

/** What has grown, each with its lowest of the first and of the last third of the samples after the warm-up. */
export function grown(samples, warmUp) {
  const rest = samples.slice(warmUp);
  const third = Math.floor(rest.length / 3);
  if (third < 1) throw new Error(`${rest.length} samples after the warm-up are too few to tell`);
  return Object.entries(BOUNDS)
    .map(([what, { share, beyond }]) => {
      const first = lowest(rest.slice(0, third), what);
      const last = lowest(rest.slice(-third), what);
      return { what, first, last, limit: first * (1 + share) + beyond };
    })
    .filter(({ last, limit }) => !(last <= limit));
}

const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, every, minutes] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
  const all = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const begin = all[0].at;
  const samples = all.filter((sample) => sample.heap !== undefined);
  console.log('| minute | heap after a full collection | memory of the process | direct buffers | outside of the heap | threads | files | connections | streams |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  const step = Math.max(1, Math.round((minutes * 60) / every / 6));
  samples
    .filter((_, index) => index === 0 || (index + 1) % step === 0)
    .forEach(({ at, heap, rss, direct, nonheap, threads, files, connections, streams }) =>
      console.log(
        `| ${[((at - begin) / 60_000).toFixed(0), ...[heap, rss, direct, nonheap].map(mega), threads, files, connections, streams].join(' | ')} |`,
      ),
    );
  const rest = samples.slice(Math.ceil(samples.length / 6));
  const third = Math.floor(rest.length / 3);
  console.log(`\nThe lowest heap of the first third is ${mega(lowest(rest.slice(0, third), 'heap'))}, of the last ${mega(lowest(rest.slice(-third), 'heap'))}.`);
  const found = grown(samples, Math.ceil(samples.length / 6));
  for (const { what, first, last } of found) console.error(`${what} has grown from ${first} to ${last}, the lowest of the first and of the last third.`);
  process.exit(found.length ? 1 : 0);
}
