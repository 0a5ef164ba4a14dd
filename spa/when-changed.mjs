// Builds or tests the web app, unless that was done with the very same files before.
// node when-changed.mjs build|test FOLDER   (the build goes to FOLDER/spa; what was done is written beside it)
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [what, folder] = process.argv.slice(2);
const generated = new Set(['node_modules', 'dist', 'test-results', 'e2e']);

function files(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !generated.has(entry.name) && entry.name !== 'schema.d.ts')
    .flatMap((entry) => (entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)]))
    .sort();
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  paths.forEach((path) => hash.update(relative(here, path)).update('\0').update(readFileSync(path)));
  return hash.digest('hex');
}

function isDone(stamp, print) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print;
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

const stamp = join(folder, `web-app.${what}`);
const print = fingerprint([...files(here), join(here, '../docs/api/openapi.yaml')]);
if (isDone(stamp, print) && (what !== 'build' || existsSync(join(folder, 'spa/index.html')))) {
  console.log(`The web app has not changed: nothing to ${what}.`);
} else {
  const installed = join(here, 'node_modules/.installed');
  const wanted = fingerprint([join(here, 'package-lock.json')]);
  if (!isDone(installed, wanted)) {
    npm('ci', '--no-audit', '--no-fund');
    writeFileSync(installed, wanted);
  }
  if (what === 'build') {
    rmSync(join(folder, 'spa'), { recursive: true, force: true });
    npm('run', 'build', '--', '--outDir', join(folder, 'spa'), '--emptyOutDir', '--logLevel', 'warn');
  } else {
    npm('test');
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, print);
}
