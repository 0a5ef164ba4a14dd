// What opens on top of pages, in both themes: nothing axe objects to, nothing wider than the screen, closed by a key.
// SCREENSHOTS=folder keeps a picture of each.
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { account, adminAccess, ADMIN, DESK, launch, openRegistration, PHONE, request, settled, violations, Visitor } from './browser.mjs';

const PROOF = fileURLToPath(new URL('../../src/main/resources/demo/receipt.png', import.meta.url));
const LOOKS = [
  { size: 'desk', viewport: DESK, colorScheme: 'light', language: 'ru' },
  { size: 'phone', viewport: PHONE, colorScheme: 'dark', language: 'en' },
];
const pictures = process.env.SCREENSHOTS;

let browser, people, orders, rule, flag, colleague, banned;

before(async () => {
  browser = await launch();
  const access = await adminAccess();
  await openRegistration(access);
  const [client, master] = [await account('client', access), await account('master', access)];
  people = { client, master, admin: ADMIN };
  orders = await ordersInEveryState(client, master);
  const named = Date.now().toString(36);
  rule = await request(
    'POST',
    '/admin/rules/',
    { name: `Dear orders ${named}`, trigger_event_type: 'appointment.price_set', condition_json: {}, action_json: [{ type: 'assign_tag', tag: 'dear' }], is_active: false },
    access,
  );
  flag = await request('POST', '/admin/feature-flags/', { name: `photo_hints_${named}`, is_enabled: true, rollout_percentage: 50 }, access);
  await request('POST', '/admin/webhooks/', { url: 'https://books.example.com/guildhall', description: 'Accounting', event_types: ['appointment.created'], is_enabled: false }, access);
  colleague = await account('client', access);
  await request('POST', `/admin/users/${colleague.id}/role/`, { role: 'admin' }, access);
  banned = await account('client', access);
  await request('POST', `/admin/users/${banned.id}/ban/`, { reason: 'The same proof for three orders' }, access);
  // Another sign-in, so that there is one to be ended.
  await request('POST', '/auth/login/', master);
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
  }
});
after(() => browser?.close());

async function ordersInEveryState(client, master) {
  // Another one each time, as one that was there before is not confirmed together with others.
  const proof = () => {
    const form = new FormData();
    form.append('payment_proof', new Blob([readFileSync(PROOF), randomBytes(8)], { type: 'image/png' }), 'receipt.png');
    return form;
  };
  const steps = [
    (id) => request('POST', `/appointments/${id}/take/`, undefined, master.access),
    (id) => request('POST', `/appointments/${id}/messages/`, { text: 'Hello! What do you see on the screen?' }, master.access),
    (id) => request('POST', `/appointments/${id}/set-price/`, { total_price: 4000 }, master.access),
    (id) => request('POST', `/appointments/${id}/upload-payment-proof/`, proof(), client.access),
    (id) => request('POST', `/appointments/${id}/mark-paid/`, { payment_method: 'bank_transfer' }, client.access),
    (id) => request('POST', `/appointments/${id}/confirm-payment/`, undefined, master.access),
    (id) => request('POST', `/appointments/${id}/start/`, undefined, master.access),
  ];
  const after = async (count) => {
    const filed = { brand: 'Apple', model: 'iPhone 13', lock_type: 'APPLE_ID', has_pc: false, description: 'Nobody knows the password.' };
    const { id } = await request('POST', '/appointments/', filed, client.access);
    for (const step of steps.slice(0, count)) {
      await step(id);
    }
    return id;
  };
  return { fresh: await after(0), taken: await after(2), paid: await after(5), begun: await after(7) };
}

/** What the app says in a language, by the keys of its texts. */
function textsIn(language) {
  const folder = new URL(`../src/i18n/${language}/`, import.meta.url);
  const all = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return Object.fromEntries(all.flatMap((file) => [...file.matchAll(/'([\w.-]+)':\s+(['"])((?:(?!\2)[^\\]|\\.)*)\2/g)].map(([, key, , text]) => [key, text])));
}

/** Per role: a page, and the keys of what is pressed there, one after the other. A text that is no key is a selector. */
const dialogs = {
  client: () => [
    ['/', '[aria-haspopup=menu]'],
    [`/orders/${orders.paid}`, 'file.zoom'],
    [`/orders/${orders.taken}`, 'order.chat', '.menu'],
  ],
  master: () => [
    ['/queue', 'key:?'],
    [`/orders/${orders.taken}`, 'step.set-price'],
    [`/orders/${orders.taken}`, 'step.decline'],
    [`/orders/${orders.paid}`, 'step.confirm-payment'],
    [`/orders/${orders.begun}`, 'step.complete'],
    [`/orders/${orders.taken}`, 'order.chat', '.menu', 'do.delete'],
    ['/profile', 'profile.endOthers'],
  ],
  admin: (texts) => [
    ['/', 'app.more'],
    ['/', 'metric.gmv_total'],
    ['/admin/appointments?status=PAYMENT_PROOF_UPLOADED', 'appointments.choose', 'appointments.confirmAll'],
    [`/orders/${orders.taken}`, 'step.more', 'step.assign'],
    [`/orders/${orders.taken}`, 'step.more', 'step.set-status'],
    [`/admin/users/${people.client.id}`, 'role.change'],
    [`/admin/users/${people.client.id}`, 'ban.do'],
    [`/admin/users/${people.client.id}`, 'override.set'],
    [`/admin/users/${banned.id}`, 'ban.lift'],
    [`/admin/users/${people.master.id}`, 'master.suspend'],
    [`/admin/users/${colleague.id}`, 'adminRole.change'],
    [`/admin/rules/${rule.id}`, 'do.delete'],
    ['/admin/flags', 'flags.new'],
    ['/admin/flags', `[aria-label="${texts['do.delete']}: ${flag.name}"]`],
    ['/admin/metrics', 'metrics.rows'],
    ['/admin/webhooks', 'webhooks.new'],
    ['/admin/webhooks', 'webhooks.rotate'],
  ],
};
/** What is there on a phone or on a desk only. */
const only = { 'app.more': 'phone', 'order.chat': 'phone' };

for (const look of LOOKS) {
  describe(`on a ${look.size} in ${look.colorScheme}`, () => {
    const texts = textsIn(look.language);
    for (const role of Object.keys(dialogs)) {
      test(`what a ${role} opens is as it should be`, async () => {
        const visitor = await Visitor.at(browser, look);
        await visitor.signIn(people[role]);
        const { page } = visitor;
        const problems = [];
        for (const [path, ...presses] of dialogs[role](texts)) {
          if (presses.length === 1 && (only[presses[0]] ?? look.size) !== look.size) {
            continue;
          }
          const place = `${path} ${presses.join(' ')}`;
          await visitor.goto('/profile');
          await visitor.goto(path);
          await settled(page);
          for (const press of presses.filter((each) => (only[each] ?? look.size) === look.size)) {
            await pressed(page, press, texts);
          }
          await page.locator('.MuiModal-root').last().waitFor();
          await settled(page);
          problems.push(...(await violations(page)).map((found) => `${place}: ${found}`));
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (excess > 0) {
            problems.push(`${place}: ${excess} pixels wider than the screen`);
          }
          if (pictures) {
            const name = place.replace(/\d+/g, 'n').replace(/\W+/g, '_').replace(/^_|_$/g, '');
            await page.screenshot({ path: `${pictures}/${role}-dialog-${name}-${look.size}-${look.colorScheme}.png` });
          }
          await page.keyboard.press('Escape');
          await page.locator('.MuiModal-root').last().waitFor({ state: 'detached' });
        }
        assert.deepEqual(problems, []);
        await visitor.close();
      });
    }

    test('whoever is banned is told why, where they are', async () => {
      const access = await adminAccess();
      const person = await account('client', access);
      const visitor = await Visitor.at(browser, look);
      await visitor.signIn(person);
      await request('POST', `/admin/users/${person.id}/ban/`, { reason: 'The same proof for three orders' }, access);
      await visitor.page.getByText('The same proof for three orders').waitFor();
      assert.deepEqual(await violations(visitor.page), []);
      if (pictures) {
        await visitor.page.screenshot({ path: `${pictures}/client-banned-${look.size}-${look.colorScheme}.png` });
      }
      await visitor.close();
    });
  });
}

describe('the second step', () => {
  for (const look of LOOKS) {
    test(`is set up and asked for on a ${look.size} in ${look.colorScheme}`, async () => {
      const texts = textsIn(look.language);
      const person = await account('client', await adminAccess());
      const visitor = await Visitor.at(browser, look);
      const { page } = visitor;
      const looksGood = async (name) => {
        await settled(page);
        assert.deepEqual(await violations(page), [], name);
        if (pictures) {
          await page.screenshot({ path: `${pictures}/client-${name}-${look.size}-${look.colorScheme}.png` });
        }
      };
      await visitor.signIn(person);
      await visitor.goto('/profile');
      await page.getByLabel(texts['totp.password'], { exact: true }).fill(person.password);
      await page.getByRole('button', { name: texts['totp.begin'] }).click();
      const uri = new URL(await page.getByRole('link', { name: texts['totp.open'] }).getAttribute('href'));
      await page.getByRole('img', { name: texts['totp.qr'] }).scrollIntoViewIfNeeded();
      await looksGood('second-step');
      await page.getByLabel(texts['totp.code'], { exact: true }).fill(codeOf(uri.searchParams.get('secret')));
      await page.keyboard.press('Enter');
      const codes = page.getByRole('dialog', { name: texts['totp.recovery'] });
      await codes.waitFor();
      await looksGood('recovery-codes');
      const [recovery] = (await codes.innerText()).match(/(\w{4}-){3}\w{4}/);
      await codes.getByRole('button', { name: texts['totp.recoveryKept'] }).click();
      await page.getByText(texts['totp.isOn'], { exact: true }).waitFor();

      await page.evaluate(() => localStorage.clear());
      await visitor.context.clearCookies();
      await page.goto('/login');
      await page.locator('input[name=username]').fill(person.username);
      await page.locator('input[name=password]').fill(person.password);
      await page.locator('button[type=submit]').click();
      await page.locator('input[autocomplete=one-time-code]').waitFor();
      await looksGood('login-code');
      await page.locator('input[autocomplete=one-time-code]').fill(recovery);
      await page.locator('button[type=submit]').click();
      await visitor.isLive();

      // The password alone is refused, which is how the page learns that there is more to ask for.
      visitor.forgive(/status of 400/);
      await visitor.close();
    });
  }
});

/** What an authenticator app shows now: https://www.rfc-editor.org/rfc/rfc6238 */
function codeOf(secret) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function pressed(page, press, texts) {
  if (press.startsWith('key:')) {
    await page.keyboard.press(press.slice(4));
    return;
  }
  const text = texts[press];
  const escaped = text?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\{\\{.*?\\}\\}/g, '.*');
  const named = (role) => page.getByRole(role, { name: new RegExp(escaped) });
  const target = text ? named('button').or(named('menuitem')).or(named('tab')).or(named('checkbox')) : page.locator(press);
  await target.filter({ visible: true }).first().click();
}
