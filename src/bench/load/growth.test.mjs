import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULTS, settingsOf, simulate } from './growth.mjs';

const still = { growth: 0, months: 12 };

test('a shop that does not grow needs the same every month, and more disk', () => {
  const months = simulate(still);
  assert.equal(months[11].cores, months[0].cores);
  assert.ok(Math.abs(months[11].mediaBytes - 12 * months[0].mediaBytes) < 1);
  assert.ok(months[11].databaseBytes > months[0].databaseBytes);
});

test('what is only kept for a while does not add up', () => {
  const months = simulate({ ...still, kept: 0, messages: 0 });
  assert.equal(months[11].databaseBytes, months[0].databaseBytes);
});

test('growth is compound', () => {
  const months = simulate({ orders: 100, growth: 1, months: 4 });
  assert.deepEqual(
    months.map(({ orders }) => orders),
    [100, 200, 400, 800],
  );
});

test('cores follow from requests at the busiest time and their cost', () => {
  // 86,400 orders a day of one request each are one request a second.
  const [month] = simulate({ orders: 86_400, growth: 0, months: 1, requests: 1, peak: 4, server: 10, database: 5, use: 0.5 });
  assert.equal(month.requests, 4);
  assert.equal(month.cores, 0.08);
  assert.equal(month.databaseCores, 0.04);
});

test('every step is due once, and none at the beginning', () => {
  const due = simulate({ months: 80 }).flatMap((month) => month.due);
  assert.deepEqual(simulate({ months: 1 })[0].due, []);
  assert.equal(new Set(due).size, due.length);
  assert.ok(due.includes('a region of its own'));
});

test('settings are names and numbers', () => {
  assert.deepEqual(settingsOf(['--orders=500', '--growth=0.2']), { orders: 500, growth: 0.2 });
  for (const nonsense of ['--colour=1', '--orders=many', 'orders=1', '--orders']) assert.throws(() => settingsOf([nonsense]), /one of orders/);
  assert.ok(Object.values(DEFAULTS).every(Number.isFinite));
});
