// People at their browsers, who work with the web app of a running server. What they see going wrong on the console fails the tests.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const BASE_URL = (process.env.BASE_URL || 'http://localhost:8080').replace(/\/+$/, '');
export const ADMIN = {
  username: process.env.ADMIN_USERNAME || 'browser-admin',
  password: process.env.ADMIN_PASSWORD || 'browser-admin-password',
};
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 30_000;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Somebody's browser. `page` is its first tab. */
export class Visitor {
  static async at(browser, { viewport = DESK, colorScheme = 'light', language = 'ru' } = {}) {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'ru-RU', baseURL: BASE_URL, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE);
    // A PDF is shown within a frame that has no storage.
    await context.addInitScript((chosen) => localStorage?.getItem('guildhall.language') ?? localStorage?.setItem('guildhall.language', chosen), language);
    const visitor = new Visitor(context);
    visitor.page = await visitor.newTab();
    return visitor;
  }

  complaints = [];

  constructor(context) {
    this.context = context;
  }

  async newTab() {
    const page = await this.context.newPage();
    page.on('console', (message) => {
      // While the network is cut on purpose, the browser says so for each request.
      if (['error', 'warning'].includes(message.type()) && !/ERR_INTERNET_DISCONNECTED/.test(message.text())) {
        this.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    return page;
  }

  async signIn({ username, password }, page = this.page) {
    await page.goto('/login');
    await page.locator('input[name=username]').fill(username);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await this.isLive(page);
  }

  /** Makes an account, when the shop lets people do that. */
  async register({ username, password }) {
    await this.page.goto('/register');
    await this.page.locator('input[name=username]').fill(username);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('input[name=repeat]').fill(password);
    await this.page.locator('button[type=submit]').click();
    await this.isLive();
  }

  /** Until the live connection stands. */
  isLive(page = this.page) {
    return page.locator('[data-live=live]').waitFor({ state: 'attached' });
  }

  /** Goes somewhere within the app, without loading it again. */
  async goto(path, page = this.page) {
    const before = await page.evaluate((to) => {
      const isSame = location.pathname === to.split('?')[0];
      document.querySelectorAll('h1').forEach((heading) => (heading.dataset.before = 'true'));
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
      return isSame ? null : document.title;
    }, path);
    if (before !== null) {
      // The page before stays until the next one has been loaded.
      await page.waitForFunction((title) => document.title !== title || document.querySelector('h1:not([data-before])'), before);
    }
  }

  /** What a test brings about on purpose, and the browser complains of. */
  forgive(pattern) {
    this.complaints = this.complaints.filter((complaint) => !pattern.test(complaint));
  }

  hasNoComplaints() {
    assert.deepEqual(this.complaints, []);
  }

  /** Leaves, with nothing to complain of. */
  async close() {
    await this.context.close();
    this.hasNoComplaints();
  }
}

/** A request to the API, for what is no matter of a test. */
export async function request(method, path, body, access) {
  const response = await fetch(`${BASE_URL}/api/v1${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      ...(access && { authorization: `Bearer ${access}` }),
    },
    body: body instanceof FormData ? body : body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  }
  return text ? JSON.parse(text) : undefined;
}

/** The first admin, made when there is none. */
export async function adminAccess() {
  const { requires_setup: isNew } = await request('GET', '/auth/bootstrap-status/');
  return (await request('POST', isNew ? '/auth/bootstrap-admin/' : '/auth/login/', ADMIN)).access;
}

/** Lets people make accounts for themselves. */
export async function openRegistration(access) {
  const flag = (await request('GET', '/admin/feature-flags/', undefined, access)).find(({ name }) => name === 'self_registration');
  await request('PATCH', `/admin/feature-flags/${flag.id}/`, { is_enabled: true }, access);
}

let people = 0;

/** Somebody nobody else is called like. */
export function somebody(role) {
  people += 1;
  return { username: `${role}-${process.pid}-${Date.now().toString(36)}-${people}`, password: `${role} has a long password` };
}

/** An account with a role, made by the API. */
export async function account(role, access) {
  const who = somebody(role);
  const { access: own, user } = await request('POST', '/auth/register/', who);
  if (role === 'master') {
    await request('POST', `/admin/users/${user.id}/role/`, { role, is_master_active: true }, access);
  }
  return { ...who, id: user.id, access: role === 'master' ? (await request('POST', '/auth/login/', who)).access : own };
}

/** Until everything that was going to come has come. */
export async function settled(page) {
  const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.locator('main h1').first().waitFor();
  // What was pressed shows that it is loading before it is looked at.
  await drawn();
  await page.waitForFunction(() => !document.querySelector('[role=status][aria-label], [role=progressbar]:not([aria-valuenow]), .MuiSkeleton-root'));
  await drawn();
}

/** What axe finds on a page; https://github.com/dequelabs/axe-core */
export async function violations(page) {
  // Its other mode opens a tab for each page, in case there are frames of other sites. There are none.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
  return found.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
