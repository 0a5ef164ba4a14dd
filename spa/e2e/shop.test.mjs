// A shop from its first admin to mutual reviews: everybody at their own browser, nobody ever reloads.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ADMIN, BASE_URL, DESK, launch, PHONE, request, settled, somebody, violations, Visitor } from './browser.mjs';

const PROOF = fileURLToPath(new URL('../../src/main/resources/demo/receipt.png', import.meta.url));
const MASTER = somebody('master');
const CLIENT = somebody('client');

let browser, admin, master, client, order;

before(async () => {
  browser = await launch();
  [admin, master, client] = [
    await Visitor.at(browser),
    await Visitor.at(browser, { viewport: DESK }),
    await Visitor.at(browser, { viewport: PHONE, colorScheme: 'dark' }),
  ];
});
after(() => browser?.close());

const button = (visitor, name) => visitor.page.getByRole('button', { name, exact: true });
const sees = (visitor, text) => visitor.page.getByText(text).filter({ visible: true }).first().waitFor();
const to = (visitor, name) => visitor.page.getByRole('link', { name, exact: true }).first().click();

describe('a new shop', { concurrency: 1 }, () => {
  test('leads the first visitor to making the first admin', async (t) => {
    const { requires_setup: isNew } = await request('GET', '/auth/bootstrap-status/');
    if (!isNew) {
      t.diagnostic(`${BASE_URL} has its first admin already, who signs in`);
      await admin.signIn(ADMIN);
      return;
    }
    for (const colorScheme of ['dark', 'light']) {
      await admin.page.emulateMedia({ colorScheme });
      await admin.page.goto('/');
      await admin.page.waitForURL('**/setup');
      await settled(admin.page);
      assert.deepEqual(await violations(admin.page), []);
    }
    await admin.page.locator('input[name=username]').fill(ADMIN.username);
    await admin.page.locator('input[name=password]').fill('short');
    await admin.page.locator('button[type=submit]').click();
    await sees(admin, 'Не короче 8 символов');
    await admin.page.locator('input[name=password]').fill(ADMIN.password);
    await admin.page.locator('input[name=repeat]').fill(ADMIN.password);
    await admin.page.locator('button[type=submit]').click();
    await admin.isLive();
    await sees(admin, 'Первые шаги');
  });

  test('is told how clients pay', async () => {
    await to(admin, 'Система');
    await admin.page.getByLabel('Банковские реквизиты').fill('Счёт 40817810000000000001');
    await button(admin, 'Сохранить').click();
    await sees(admin, 'Сохранено');
  });

  test('is opened to people', async () => {
    await to(admin, 'Флаги');
    const registration = admin.page.getByRole('switch', { name: /self_registration/ });
    await registration.waitFor();
    if (!(await registration.isChecked())) {
      await registration.click();
    }
    await master.register(MASTER);
    await client.register(CLIENT);
  });

  test('makes somebody a master, whose page changes by itself', async () => {
    const { access } = await request('POST', '/auth/login/', ADMIN);
    const [{ id }] = await request('GET', `/admin/users/all/?q=${MASTER.username}`, undefined, access);
    await admin.goto(`/admin/users/${id}`);
    await button(admin, 'Сменить роль').click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Мастер', exact: true }).check();
    await dialog.getByRole('checkbox', { name: 'Сразу допустить к очереди' }).check();
    await dialog.getByRole('button', { name: 'Сменить роль' }).click();
    await sees(admin, 'Роль изменена');
    await sees(master, 'Очередь пуста');
  });
});

describe('an order', { concurrency: 1 }, () => {
  test('is filed in three steps on a phone', async () => {
    const { page } = client;
    await client.goto('/orders/new');
    await page.getByLabel('Марка').fill('Samsung');
    await page.getByLabel('Модель').fill('Galaxy A50');
    await page.getByRole('radio', { name: /PIN/ }).click();
    await button(client, 'Дальше').click();
    await page.getByLabel('Расскажите, что произошло').fill('Забыла код после отпуска');
    await page.locator('input[type=file]').setInputFiles(PROOF);
    await button(client, 'Дальше').click();
    await sees(client, 'Забыла код после отпуска');
    await button(client, 'Отправить заявку').click();
    await page.waitForURL(/\/orders\/\d+/);
    order = Number(page.url().match(/orders\/(\d+)/)[1]);
    await sees(client, 'Заявка принята, спасибо!');
  });

  test('is in the queue of the master at once, and taken by a key', async () => {
    await sees(master, 'Samsung Galaxy A50');
    await master.page.keyboard.press('j');
    await master.page.keyboard.press('t');
    await sees(master, new RegExp(`Заявка №\\s${order} ваша`));
    await sees(client, new RegExp(`Мастер ${MASTER.username} изучает вашу заявку`));
  });

  test('is talked about, and both see it as it is said', async () => {
    await master.goto(`/orders/${order}`);
    await master.page.getByLabel('Сообщение', { exact: true }).fill('Здравствуйте! Какая версия Android?');
    await master.page.keyboard.press('Enter');
    await client.page.getByRole('tab', { name: /Чат/ }).click();
    await sees(client, 'Здравствуйте! Какая версия Android?');
    await client.page.getByLabel('Сообщение', { exact: true }).fill('Тринадцатая');
    await client.page.keyboard.press('Enter');
    await sees(master, 'Тринадцатая');
  });

  test('gets its price, which the client sees without asking', async () => {
    await button(master, 'Назвать цену').first().click();
    await master.page.getByLabel('Цена').fill('2500');
    await button(master, 'Отправить клиенту').click();
    await client.page.getByRole('tab', { name: /Заявка/ }).click();
    await sees(client, 'Счёт 40817810000000000001');
    await sees(client, /2\s500/);
  });

  test('is paid for with a proof', async () => {
    await client.page.locator('input[type=file]').first().setInputFiles(PROOF);
    await sees(client, 'Подтверждение получено. Остался последний шаг.');
    await button(client, 'Я оплатил(а)').click();
    await sees(client, 'Спасибо! Оплата проверяется.');
  });

  test('is confirmed, worked on and completed by the master, step by step', async () => {
    await button(master, 'Подтвердить оплату').first().click();
    await button(master, 'Да, подтверждаю оплату').click();
    await sees(client, /Оплата подтверждена/);
    await button(master, 'Начать работу').first().click();
    await sees(client, new RegExp(`Мастер ${MASTER.username} работает с вашим устройством`));
    await button(master, 'Завершить работу').first().click();
    await master.page.getByRole('dialog').getByRole('button', { name: 'Завершить работу' }).click();
    await sees(client, /Работа завершена/);
  });

  test('ends with both saying how it was', async () => {
    for (const visitor of [client, master]) {
      await visitor.page.locator('input[type=radio][value="5"]').first().dispatchEvent('click');
      await button(visitor, 'Оставить отзыв').click();
      await sees(visitor, 'Спасибо за отзыв!');
    }
    await sees(master, new RegExp(`${CLIENT.username} о мастере`));
  });

  test('is the same for the admin, who sees its whole history', async () => {
    await admin.goto(`/orders/${order}`);
    await sees(admin, 'Названа цена');
    await sees(admin, 'Работа завершена');
  });

  test('left no browser with anything to complain about', () => {
    [admin, master, client].forEach((visitor) => visitor.hasNoComplaints());
  });
});
