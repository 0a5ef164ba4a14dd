// The few calls the benchmarks need.
import { createHash, createHmac, randomInt } from 'node:crypto';

const BOT_TOKEN = process.env.TELEGRAM_BOT_TOKEN;

export async function call(base, method, path, token, body) {
  const form = body instanceof FormData;
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
    },
    body: form ? body : body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Somebody new, through Telegram's signed login. */
export function newClient(base) {
  const fields = { id: randomInt(1, 2 ** 47), first_name: 'Bench', auth_date: Math.floor(Date.now() / 1000) };
  const lines = Object.keys(fields).sort().map((key) => `${key}=${fields[key]}`);
  const hash = createHmac('sha256', createHash('sha256').update(BOT_TOKEN).digest()).update(lines.join('\n')).digest('hex');
  return call(base, 'POST', '/auth/telegram/', null, { ...fields, hash });
}

export const ADMIN = { username: 'bench-admin', password: 'bench-admin-password' };

export async function newMaster(base, adminToken) {
  const someone = await newClient(base);
  await call(base, 'POST', `/admin/users/${someone.user.id}/role/`, adminToken, { role: 'master', is_master_active: true });
  return someone;
}
