// What is built in: under which licences, and whether anything is known to be wrong with it.
//
//   node .ci/dependencies.mjs            fails on a licence that is not among the accepted ones, when docs/licences.md is not up to date, and on
//                                        serious known vulnerabilities where the databases of them can be reached
//   node .ci/dependencies.mjs --write    writes docs/licences.md
//
// Needs the list that the build leaves in target/classes/META-INF/sbom.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const LIST = new URL('docs/licences.md', root);
/** Those that ask for no more than to be named. Of alternatives one is enough. */
const ACCEPTED = new Set(['Apache-2.0', 'MIT', 'MIT-0', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BSD-4-Clause', 'ISC', 'CC0-1.0', 'EPL-2.0', 'OFL-1.1', 'Bouncy Castle Licence']);
/** https://google.github.io/osv.dev/api/ */
const OSV = 'https://api.osv.dev/v1/querybatch';
const SERIOUS = 'high';
const PATIENCE = 10_000;

const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const java = read('target/classes/META-INF/sbom/application.cdx.json').components.map(({ group, name, version, purl, licenses = [] }) => ({
  name: `${group}:${name}`,
  version,
  purl,
  licences: licenses.map(({ expression, license }) => expression ?? license.id ?? license.name),
}));
const web = Object.entries(read('spa/package-lock.json').packages)
  .filter(([path, { dev }]) => path && !dev)
  .map(([path, { version, license }]) => ({ name: path.replace(/^.*node_modules\//, ''), version, licences: (license ?? '').replace(/[()]/g, '').split(' OR ') }));

const problems = [];
for (const { name, licences } of [...java, ...web]) {
  if (!licences.some((licence) => licence.split(' AND ').every((part) => ACCEPTED.has(part)))) {
    problems.push(`${name} is under ${licences.join(' or ') || 'no licence that is named'}, which nobody has accepted yet.`);
  }
}

const table = (all) => [...new Set(all.map(({ name, licences }) => `| ${name} | ${licences.join(' or ')} |`))].sort().join('\n');
const list = `# Licences

What the jar is made of, and under which licences. Written by \`node .ci/dependencies.mjs --write\`, which also says which are accepted.

## Server

| | |
| --- | --- |
${table(java)}

## Web app

| | |
| --- | --- |
${table(web)}
`;
if (process.argv.includes('--write')) {
  writeFileSync(LIST, list);
} else if (readFileSync(LIST, 'utf8') !== list) {
  problems.push('docs/licences.md is not up to date: node .ci/dependencies.mjs --write');
}

problems.push(...(await knownOfServer()), ...knownOfWebApp());
problems.forEach((problem) => console.error(problem));
console.log(`Dependencies: ${java.length} of the server, ${web.length} of the web app, ${problems.length} problems.`);
process.exit(problems.length > 0 ? 1 : 0);

async function knownOfServer() {
  try {
    const queries = java.map(({ purl }) => ({ package: { purl: purl.replace(/\?.*$/, '') } }));
    const answer = await fetch(OSV, { method: 'POST', body: JSON.stringify({ queries }), signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) {
      throw new Error(`it answers ${answer.status}`);
    }
    const { results } = await answer.json();
    return results.flatMap(({ vulns = [] }, at) => vulns.map(({ id }) => `${java[at].name} ${java[at].version}: https://osv.dev/${id}`));
  } catch (unreachable) {
    console.error(`THE SERVER'S LIBRARIES WERE NOT LOOKED UP: ${OSV} cannot be asked: ${unreachable.cause?.code ?? unreachable.message}`);
    return [];
  }
}

function knownOfWebApp() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', `--audit-level=${SERIOUS}`], { cwd: new URL('spa/', root), encoding: 'utf8', timeout: PATIENCE * 3 });
  const { vulnerabilities } = stdout ? JSON.parse(stdout) : {};
  if (!vulnerabilities) {
    console.error("THE WEB APP'S LIBRARIES WERE NOT LOOKED UP: npm audit has no answer.");
    return [];
  }
  return Object.values(vulnerabilities)
    .filter(({ severity }) => ['high', 'critical'].includes(severity))
    .map(({ name, severity }) => `${name}: ${severity}, see npm audit`);
}
