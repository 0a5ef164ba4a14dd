// Many tabs, a short token, a lost network: what people do to a page all day.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { account, adminAccess, launch, openRegistration, request, Visitor } from './browser.mjs';

let browser, admin, client, master, order, visitor;

before(async () => {
  browser = await launch();
  admin = await adminAccess();
  await openRegistration(admin);
  // Once: twenty may register from one place within five minutes.
  [client, master] = [await account('client', admin), await account('master', admin)];
});
after(() => browser?.close());

beforeEach(async () => {
  // A test may have ended the sessions of the one before.
  client.access = (await request('POST', '/auth/login/', { username: client.username, password: client.password })).access;
  const filed = { brand: 'Google', model: 'Pixel 6', lock_type: 'GOOGLE', has_pc: true, description: 'It asks for an account' };
  order = await request('POST', '/appointments/', filed, client.access);
  await request('POST', `/appointments/${order.id}/take/`, undefined, master.access);
  visitor = await Visitor.at(browser, { language: 'en' });
  await visitor.signIn(client);
});
afterEach(() => visitor.close());

const says = (text) => request('POST', `/appointments/${order.id}/messages/`, { text }, master.access);
const shows = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();

describe('a browser', () => {
  test('with ten tabs has one connection, and all of them are live', async () => {
    const tabs = await Promise.all(Array.from({ length: 10 }, () => visitor.newTab()));
    for (const tab of tabs) {
      await tab.goto(`/orders/${order.id}`);
      await visitor.isLive(tab);
    }
    const streams = await Promise.all(
      [visitor.page, ...tabs].map((tab) => tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/stream/')).length)),
    );
    await says('Is everybody here?');

    await Promise.all(tabs.map((tab) => shows(tab, 'Is everybody here?')));
    assert.ok(streams.filter((opened) => opened > 0).length <= 1, `streams were opened by several tabs: ${streams}`);
  });

  test('goes on live when the tab with the connection is closed', async () => {
    const other = await visitor.newTab();
    await other.goto(`/orders/${order.id}`);
    await visitor.isLive(other);
    await visitor.page.close();

    await says('Still there?');

    await shows(other, 'Still there?');
  });

  test('whose tabs refresh at the same moment stays signed in in both', async () => {
    const other = await visitor.newTab();
    await Promise.all([visitor.page.goto('/orders'), other.goto('/profile')]);
    await Promise.all([visitor.isLive(visitor.page), visitor.isLive(other)]);
    await Promise.all([visitor.page.reload(), other.reload()]);
    await Promise.all([visitor.isLive(visitor.page), visitor.isLive(other)]);

    assert.ok(!visitor.page.url().includes('/login') && !other.url().includes('/login'));
  });

  test('that was offline sends what was written and shows what was missed, each once', async () => {
    const { page } = visitor;
    await visitor.goto(`/orders/${order.id}`);
    await page.getByLabel('Message', { exact: true }).waitFor();
    await visitor.context.setOffline(true);
    await page.getByLabel('Message', { exact: true }).fill('Written without a network');
    await page.keyboard.press('Enter');
    await shows(page, 'Written without a network');
    await says('Said meanwhile');
    await visitor.context.setOffline(false);

    await shows(page, 'Said meanwhile');
    const said = async () => (await request('GET', `/appointments/${order.id}/messages/`, undefined, master.access)).filter(({ text }) => text === 'Written without a network').length;
    for (const end = Date.now() + 30_000; (await said()) < 1 && Date.now() < end; ) {
      await page.waitForTimeout(100);
    }
    assert.equal(await said(), 1);
    assert.equal(await page.getByText('Written without a network').count(), 1);
  });

  test('keeps what was typed and not sent over a reload', async () => {
    const { page } = visitor;
    await visitor.goto(`/orders/${order.id}`);
    await page.getByLabel('Message', { exact: true }).fill('Half a sen');
    await page.reload();

    await page.getByLabel('Message', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), 'Half a sen');
  });

  test('is signed out everywhere at once', async () => {
    const other = await visitor.newTab();
    await other.goto('/orders');
    await visitor.isLive(other);
    await visitor.page.getByRole('button', { name: /^Account/ }).click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();

    await Promise.all([visitor.page.waitForURL('**/login'), other.waitForURL('**/login')]);
  });
});
