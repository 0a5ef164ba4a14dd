// Every page, on a phone and on a desk, in light and in dark: nothing axe objects to, nothing on the console, nothing that scrolls sideways.
// SCREENSHOTS=folder keeps a picture of each.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { account, ADMIN, adminAccess, BASE_URL, DESK, launch, openRegistration, PHONE, request, settled, violations, Visitor } from './browser.mjs';

const SIZES = { phone: PHONE, desk: DESK };
const SCHEMES = ['light', 'dark'];
/** What the first page of somebody may load of scripts, compressed, in bytes. */
const BUDGET = 250_000;
const pictures = process.env.SCREENSHOTS;
const RECEIPT = fileURLToPath(new URL('../../src/main/resources/demo/receipt.png', import.meta.url));
/** One page with nothing on it. */
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

let browser, people;
/** By role: the addresses of pages, some with what is pressed to open something on them. */
let paths;

before(async () => {
  browser = await launch();
  const access = await adminAccess();
  await openRegistration(access);
  const [client, master] = [await account('client', access), await account('master', access)];
  people = { client, master, admin: ADMIN };
  const filed = { brand: 'Apple', model: 'iPhone 13', lock_type: 'APPLE_ID', has_pc: false, description: 'It was a present, and nobody knows the password.' };
  const order = await request('POST', '/appointments/', filed, client.access);
  await request('POST', '/appointments/', { ...filed, brand: 'Xiaomi', model: 'Redmi 9' }, client.access);
  await request('POST', `/appointments/${order.id}/take/`, undefined, master.access);
  await request('POST', `/appointments/${order.id}/messages/`, { text: 'Hello! What do you see on the screen?' }, master.access);
  await request('POST', `/appointments/${order.id}/messages/`, { text: 'A request for the password.' }, client.access);
  await request('POST', `/appointments/${order.id}/set-price/`, { total_price: 4000 }, master.access);
  const file = (bytes, name, type) => {
    const form = new FormData();
    form.append('payment_proof', new Blob([bytes], { type }), name);
    return form;
  };
  /** An order whose client says it is paid. */
  const paid = async (proof) => {
    const { id } = await request('POST', '/appointments/', filed, client.access);
    await request('POST', `/appointments/${id}/take/`, undefined, master.access);
    await request('POST', `/appointments/${id}/set-price/`, { total_price: 4000 }, master.access);
    await request('POST', `/appointments/${id}/upload-payment-proof/`, proof, client.access);
    await request('POST', `/appointments/${id}/mark-paid/`, { payment_method: 'bank_transfer' }, client.access);
    return id;
  };
  const done = await paid(file(readFileSync(RECEIPT), 'receipt.png', 'image/png'));
  for (const step of ['confirm-payment', 'start', 'complete']) {
    await request('POST', `/appointments/${done}/${step}/`, undefined, master.access);
  }
  await request('POST', `/appointments/${done}/review-master/`, { rating: 5, comment: 'Quick and friendly.' }, client.access);
  await request('POST', `/appointments/${done}/review-client/`, { rating: 4, behavior_flags: ['weak_pc'] }, master.access);
  const reused = await paid(file(readFileSync(RECEIPT), 'receipt.png', 'image/png'));
  const pdf = await paid(file(PDF, 'receipt.pdf', 'application/pdf'));
  await request('POST', '/admin/webhooks/', { url: 'https://books.example.com/guildhall', description: 'Accounting', event_types: ['appointment.created'], is_enabled: false }, access);
  const rule = await request(
    'POST',
    '/admin/rules/',
    {
      name: `Dear orders ${Date.now()}`,
      trigger_event_type: 'appointment.price_set',
      condition_json: { all: [{ field: 'appointment.total_price', op: '>', value: 100_000 }] },
      action_json: [{ type: 'assign_tag', tag: 'dear' }],
    },
    access,
  );
  const bell = 'header [aria-haspopup=dialog]';
  paths = {
    guest: ['/login', '/register'],
    client: ['/', ['/', bell], '/orders', '/orders/new', `/orders/${order.id}`, `/orders/${done}`, `/orders/${pdf}`, '/profile', '/notifications', '/nowhere'],
    master: ['/', '/queue', '/board', '/board?view=finished', '/score', '/reviews', `/orders/${order.id}`, `/orders/${done}`, `/orders/${reused}`, `/orders/${pdf}`, '/profile', '/notifications'],
    admin: [
      '/', '/admin/appointments', '/admin/users', `/admin/users/${client.id}`, `/admin/users/${master.id}`, '/admin/clients', '/admin/masters',
      '/admin/sla', '/admin/metrics', '/admin/rules', '/admin/rules/new?example=expensive', `/admin/rules/${rule.id}`, `/admin/rules/${rule.id}?tab=simulate`,
      `/admin/rules/${rule.id}?tab=runs`, `/admin/rules/${rule.id}?tab=versions`, '/admin/events', ['/admin/events', 'main [aria-haspopup=dialog]'],
      '/admin/flags', '/admin/webhooks', '/admin/audit', '/admin/system', '/django-admin', '/django-admin/appointment', `/django-admin/appointment/${order.id}`,
      `/orders/${order.id}`, `/orders/${reused}`, '/profile', '/notifications',
    ],
  };
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
  }
});
after(() => browser?.close());

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of SCHEMES) {
    describe(`on a ${size} in ${colorScheme}`, () => {
      for (const role of ['guest', 'client', 'master', 'admin']) {
        test(`the pages of a ${role} are as they should be`, async () => {
          const language = colorScheme === 'light' ? 'ru' : 'en';
          const visitor = await Visitor.at(browser, { viewport, colorScheme, language });
          if (role !== 'guest') {
            await visitor.signIn(people[role]);
          }
          const problems = [];
          const seen = [];
          for (const [path, opener] of paths[role].map((each) => [each].flat())) {
            await (role === 'guest' ? visitor.page.goto(path) : visitor.goto(path));
            await settled(visitor.page);
            if (opener) {
              await visitor.page.locator(opener).first().click();
              await visitor.page.getByRole('dialog').waitFor();
              await settled(visitor.page);
            }
            const place = opener ? `${path} ${opener}` : path;
            problems.push(...(await violations(visitor.page)).map((found) => `${place}: ${found}`));
            const excess = await visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            if (excess > 0) {
              problems.push(`${place}: ${excess} pixels wider than the screen`);
            }
            if (pictures) {
              const name = place.replace(/\d+/g, 'n').replace(/\W+/g, '_').replace(/^_|_$/g, '') || 'home';
              const again = seen.filter((each) => each === name).length;
              seen.push(name);
              await visitor.page.screenshot({ path: `${pictures}/${role}-${name}${again ? `-${again + 1}` : ''}-${size}-${colorScheme}.png` });
            }
            if (opener) {
              await visitor.page.keyboard.press('Escape');
              await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
            }
          }
          assert.deepEqual(problems, []);
          await visitor.close();
        });
      }
    });
  }
}

describe('the first load', () => {
  for (const role of ['guest', 'client', 'master', 'admin']) {
    test(`of a ${role} is light`, async () => {
      const visitor = await Visitor.at(browser);
      if (role !== 'guest') {
        await visitor.signIn(people[role]);
        await settled(visitor.page);
      }
      const page = await visitor.newTab();
      const scripts = new Set();
      page.on('response', (response) => response.url().endsWith('.js') && scripts.add(response.url()));
      await page.goto('/');
      if (role === 'guest') {
        await page.waitForURL('**/login');
      } else {
        await visitor.isLive(page);
      }
      await settled(page);
      const sizes = await Promise.all([...scripts].map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      assert.ok(scripts.size > 0 && total <= BUDGET, `${scripts.size} scripts of ${total} bytes`);
      await visitor.close();
    });
  }

  test('is kept for ever but for the page that names it', async () => {
    const page = await fetch(`${BASE_URL}/`, { headers: { accept: 'text/html' } });
    const [, script] = (await page.text()).match(/src="(\/assets\/[^"]+\.js)"/);

    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.match((await fetch(BASE_URL + script)).headers.get('cache-control'), /max-age=31536000.*immutable/);
  });
});
