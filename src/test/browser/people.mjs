// The people and orders of the tests, made over HTTP. What they are called is up to whoever started the server.
import { createHash, createHmac, randomInt } from 'node:crypto';

const env = process.env;

export const BASE_URL = (env.BASE_URL || 'http://localhost:8080').replace(/\/+$/, '');
const BOT_TOKEN = env.TELEGRAM_BOT_TOKEN || '123456:TEST-TOKEN';
const ADMIN = { username: env.ADMIN_USERNAME || 'browser-admin', password: env.ADMIN_PASSWORD || 'browser-admin-password' };

let boss;

/** Made by the first-run set-up on an empty database, signed in otherwise. */
function admin() {
  boss ??= post('/auth/bootstrap-admin/', ADMIN)
    .catch(() => post('/auth/login/', ADMIN))
    .then(person);
  return boss;
}

/** Somebody who has just signed in by Telegram for the first time. */
export async function newClient() {
  const id = randomInt(1_000_000_000, 2 ** 47);
  const fields = { id, first_name: 'Browser', username: `tg${id}`, auth_date: Math.floor(Date.now() / 1000) };
  return person(await post('/auth/telegram/', { ...fields, hash: signature(fields) }));
}

/** An active master. */
export async function newMaster() {
  const someone = await newClient();
  await (await admin()).post(`/admin/users/${someone.id}/role/`, { role: 'master', is_master_active: true });
  return someone;
}

/** An order of a new client that a new master has taken. */
export async function takenOrder() {
  const [client, master] = [await newClient(), await newMaster()];
  const fields = { brand: 'Samsung', model: 'Galaxy A50', lock_type: 'PIN', has_pc: true, description: 'Forgot the code' };
  const { id } = await client.post('/appointments/', fields);
  await master.post(`/appointments/${id}/take/`);
  return {
    id,
    client,
    says: (text) => master.post(`/appointments/${id}/messages/`, { text }),
    types: () => master.post(`/appointments/${id}/typing/`),
  };
}

function person({ access, user }) {
  return { id: user.id, access, post: (path, body) => post(path, body, access) };
}

async function post(path, body, access) {
  const headers = { accept: 'application/json' };
  if (access) headers.authorization = `Bearer ${access}`;
  if (body) headers['content-type'] = 'application/json';
  const response = await fetch(`${BASE_URL}/api/v1${path}`, { method: 'POST', headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** What Telegram's widget would sign the fields with. */
function signature(fields) {
  const lines = Object.keys(fields).sort().map((key) => `${key}=${fields[key]}`);
  const key = createHash('sha256').update(BOT_TOKEN).digest();
  return createHmac('sha256', key).update(lines.join('\n')).digest('hex');
}
