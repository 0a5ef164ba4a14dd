// Russian and English: chosen where one is, at once and for good.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { account, adminAccess, launch, openRegistration, Visitor } from './browser.mjs';

let browser, client, visitor;

before(async () => {
  browser = await launch();
  const access = await adminAccess();
  await openRegistration(access);
  client = await account('client', access);
});
after(() => browser?.close());

beforeEach(async () => (visitor = await Visitor.at(browser)));
afterEach(async () => {
  await visitor.close();
});

const button = (name) => visitor.page.getByRole('button', { name, exact: true });
const heading = (name) => visitor.page.getByRole('heading', { name, exact: true });
const language = () => visitor.page.evaluate(() => document.documentElement.lang);

/** Whether the page has been loaded again is seen by what was left in it. */
const leaveMark = () => visitor.page.evaluate(() => (globalThis.mark = true));
const hasMark = () => visitor.page.evaluate(() => globalThis.mark === true);

describe('the language', () => {
  test('is changed in the profile without a reload, there and back', async () => {
    await visitor.signIn(client);
    await visitor.goto('/profile');
    await heading('Профиль').waitFor();
    assert.equal(await language(), 'ru');
    await leaveMark();

    await button('English').click();
    await heading('Profile').waitFor();
    assert.equal(await language(), 'en');
    await visitor.page.getByRole('link', { name: 'My orders' }).waitFor();

    await button('Русский').click();
    await heading('Профиль').waitFor();
    assert.equal(await language(), 'ru');
    assert.ok(await hasMark());
  });

  test('stays what it is over a reload and in another tab', async () => {
    await visitor.signIn(client);
    await visitor.goto('/profile');
    await button('English').click();
    await heading('Profile').waitFor();

    await visitor.page.reload();
    await heading('Profile').waitFor();
    assert.equal(await language(), 'en');

    const other = await visitor.newTab();
    await other.goto('/orders');
    await other.getByRole('heading', { name: 'My orders' }).waitFor();
    assert.equal(await other.evaluate(() => document.documentElement.lang), 'en');
  });

  test('is changed where one signs in, and what is typed stays', async () => {
    const { page } = visitor;
    await page.goto('/login');
    await heading('С возвращением').waitFor();
    await page.locator('input[name=username]').fill(client.username);
    await leaveMark();

    await button('EN').click();

    await heading('Welcome back').waitFor();
    assert.equal(await language(), 'en');
    assert.equal(await page.locator('input[name=username]').inputValue(), client.username);
    assert.ok(await hasMark());
  });

  test('is the one the server answers in as well', async () => {
    const { page } = visitor;
    await page.goto('/login');
    await page.locator('input[name=username]').fill(client.username);
    await page.locator('input[name=password]').fill('not the password');
    const isRefusedWith = async (words) => {
      await page.locator('button[type=submit]').click();
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    };

    await isRefusedWith('Неверное имя пользователя или пароль.');
    await button('EN').click();
    await heading('Welcome back').waitFor();
    await isRefusedWith('Wrong user name or password.');
    visitor.forgive(/status of 401/);
  });
});
