// Makes the pictures of the docs anew, of a server with the demo: node e2e/screenshots.mjs [FOLDER]
import { DESK, launch, PHONE, request, settled, Visitor } from './browser.mjs';

const [folder = '../docs/screenshots'] = process.argv.slice(2);
const password = 'guildhall-demo';

const { access } = await request('POST', '/auth/login/', { username: 'admin', password });
const orders = await request('GET', '/admin/appointments/', undefined, access);
const rules = await request('GET', '/admin/rules/', undefined, access);
/** The newest order like that. */
const orderOf = (wanted) => orders.find((order) => Object.entries(wanted).every(([key, value]) => order[key] === value)).id;
const toPay = orderOf({ status: 'AWAITING_PAYMENT', client_username: 'pavel' });
const talked = orderOf({ status: 'AWAITING_PAYMENT', client_username: 'james', master_username: 'master.ivan' });
const inWork = orderOf({ status: 'PAID', master_username: 'master.emma' });
const rule = rules.find(({ condition_json: { field } }) => field?.endsWith('total_price')).id;

const press = (page, role, name) => page.getByRole(role, { name }).first().click();
const chat = async (page) => {
  await press(page, 'tab', /Chat/);
  await page.getByText('Sorry. The price is fine.').filter({ visible: true }).first().waitFor();
};
const trial = async (page) => {
  await press(page, 'button', 'Try it');
  await page.getByRole('region', { name: 'The result' }).waitFor();
};

const PICTURES = [
  { name: 'client-home', who: 'james', path: '/', phone: true, language: 'en' },
  { name: 'client-payment', who: 'pavel', path: `/orders/${toPay}`, phone: true, dark: true },
  { name: 'client-chat', who: 'james', path: `/orders/${talked}`, phone: true, language: 'en', then: chat },
  { name: 'client-new-order', who: 'anna', path: '/orders/new', phone: true, dark: true },
  { name: 'master-queue', who: 'master.timur', path: '/', dark: true },
  { name: 'master-board', who: 'master.emma', path: '/board', language: 'en' },
  { name: 'master-order', who: 'master.emma', path: `/orders/${inWork}`, language: 'en' },
  { name: 'master-score', who: 'master.ivan', path: '/score', dark: true, language: 'en' },
  { name: 'admin-overview', who: 'admin', path: '/' },
  { name: 'admin-orders', who: 'admin', path: '/admin/appointments', dark: true, language: 'en' },
  { name: 'admin-rule', who: 'admin', path: `/admin/rules/${rule}`, dark: true },
  { name: 'admin-rule-trial', who: 'admin', path: `/admin/rules/${rule}?tab=simulate`, language: 'en', then: trial },
  { name: 'admin-metrics', who: 'admin', path: '/admin/metrics', language: 'en' },
];

const browser = await launch();
for (const { name, who, path, phone, dark, language, then } of PICTURES) {
  const visitor = await Visitor.at(browser, { viewport: phone ? PHONE : DESK, colorScheme: dark ? 'dark' : 'light', language });
  await visitor.signIn({ username: who, password });
  await visitor.goto(path);
  await settled(visitor.page);
  if (then) {
    await then(visitor.page);
    await settled(visitor.page);
  }
  await visitor.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  // What the mouse of the sign-in has left behind is no part of the page.
  await visitor.page.mouse.move(0, 0);
  await visitor.page.screenshot({ path: `${folder}/${name}.png` });
  await visitor.close();
}
await browser.close();
