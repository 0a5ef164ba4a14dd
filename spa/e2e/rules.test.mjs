// A rule from its first word to the client it tells: made by an admin, tried on what has happened, and in force at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { account, ADMIN, adminAccess, launch, openRegistration, request, Visitor } from './browser.mjs';

const NAME = `Tell about a high price ${Date.now()}`;
const TITLE = `This one is dear ${Date.now()}`;

let browser, admin, client, people;

before(async () => {
  browser = await launch();
  const access = await adminAccess();
  await openRegistration(access);
  people = { client: await account('client', access), master: await account('master', access) };
  await priced(70_000);
  [admin, client] = [await Visitor.at(browser, { language: 'en' }), await Visitor.at(browser, { language: 'en' })];
  await admin.signIn(ADMIN);
  await client.signIn(people.client);
});
after(() => browser?.close());

/** An order the master has named a price for. */
async function priced(total_price) {
  const filed = { brand: 'Sony', model: 'Xperia 5', lock_type: 'PIN', has_pc: true, description: 'It asks for a code' };
  const { id } = await request('POST', '/appointments/', filed, people.client.access);
  await request('POST', `/appointments/${id}/take/`, undefined, people.master.access);
  await request('POST', `/appointments/${id}/set-price/`, { total_price }, people.master.access);
}

const button = (name) => admin.page.getByRole('button', { name, exact: true });
const bell = () => client.page.getByRole('button', { name: /^Notifications/ });
const unread = async () => Number((await bell().getAttribute('aria-label')).match(/\d+/)?.[0] ?? 0);

async function choose(field, option) {
  await field.click();
  await admin.page.getByRole('option', { name: option }).first().click();
}

describe('a rule', { concurrency: 1 }, () => {
  test('is built without writing any JSON', async () => {
    const { page } = admin;
    await admin.goto('/admin/rules/new');
    await page.getByLabel('Name').fill(NAME);
    await choose(page.getByLabel('Event', { exact: true }), /appointment\.price_set/);
    await button('Condition').click();
    await choose(page.getByLabel('What', { exact: true }), /event\.payload\.total_price/);
    await choose(page.getByLabel('Comparison'), '> more than');
    await page.getByLabel('Value').fill('50000');
    await button('Add an action').click();
    await page.getByRole('menuitem', { name: /create_notification/ }).click();
    await choose(page.getByLabel('Who gets it'), 'Client');
    await page.getByLabel('The title').fill(TITLE);

    await page.getByText('The price > 50,000').waitFor();
  });

  test('shows what it would have done before it does anything', async () => {
    await admin.page.getByRole('tab', { name: 'Try it' }).click();
    await button('Try it').click();
    const result = admin.page.getByRole('region', { name: 'The result' });
    await result.waitFor();

    assert.match(await result.textContent(), /[1-9]\d*would have acted/);
    assert.equal(await client.page.getByText(TITLE).count(), 0);
  });

  test('is saved and in force with one press', async () => {
    await button('Save and switch on').first().click();

    await admin.page.waitForURL(/\/admin\/rules\/\d+/);
    await admin.page.getByRole('heading', { name: NAME }).waitFor();
  });

  test('tells a client whose page is open, who need not reload it', async () => {
    const before = await unread();

    await priced(60_000);

    await client.page.getByRole('button', { name: `Notifications: ${before + 1} unread` }).waitFor();
    await bell().click();
    await client.page.getByRole('dialog', { name: 'Notifications' }).getByText(TITLE).waitFor();
  });

  test('leaves alone what does not fulfil its condition', async () => {
    await client.page.getByRole('button', { name: 'Close' }).click();
    const before = await unread();

    await priced(50_000);
    await priced(50_001);

    // Notifications come in the order of what they are about.
    await client.page.getByRole('button', { name: `Notifications: ${before + 1} unread` }).waitFor();
    await bell().click();
    await client.page.getByRole('dialog').getByText(TITLE).nth(1).waitFor();
    assert.equal(await client.page.getByRole('dialog').getByText(TITLE).count(), 2);
  });

  test('says afterwards what it did', async () => {
    await admin.page.getByRole('tab', { name: 'What it did' }).click();

    await admin.page.getByRole('button', { name: /^Not matched.*Order #/ }).waitFor();
    await admin.page.getByRole('button', { name: /^Acted.*Order #/ }).nth(1).waitFor();
  });

  test('left no browser with anything to complain about', () => [admin, client].forEach((visitor) => visitor.hasNoComplaints()));
});
