import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNetwork } from '../../test/network';
import { token } from '../../test/jwt';
import { signedIn } from '../../session/tokens';
import { confirmPayment, sumOf } from './confirmPayment';

const SHOWN = { id: 12, updated_at: '2026-11-23T07:00:00Z' };
const STEP = 'POST /admin/appointments/12/confirm-payment/';
let network: FakeNetwork;
const steps = () => network.requests.filter(({ method }) => method === 'POST');
beforeEach(() => {
  network = new FakeNetwork();
  signedIn(token(3600));
});

describe('a payment', () => {
  it('is confirmed of the order that was shown, and of no other', async () => {
    network.on('GET /appointments/12/', 200, SHOWN, { ETag: '"5.abc"' }).on(STEP, 200, SHOWN);
    expect(await confirmPayment(SHOWN)).toBe(true);
    expect(steps()).toMatchObject([{ tag: '"5.abc"' }]);
  });

  it('is left alone when its order has changed since', async () => {
    network.on('GET /appointments/12/', 200, { ...SHOWN, updated_at: '2026-11-23T07:01:00Z' }, { ETag: '"6.abc"' }).on(STEP, 200, SHOWN);
    expect(await confirmPayment(SHOWN)).toBe(false);
    expect(steps()).toEqual([]);
  });

  it('is left alone when its order changes at that moment', async () => {
    network.on('GET /appointments/12/', 200, SHOWN, { ETag: '"5.abc"' }).on(STEP, 412, { ...SHOWN, description: 'No PIN' });
    expect(await confirmPayment(SHOWN)).toBe(false);
  });

  it('says why it was refused', async () => {
    network.on('GET /appointments/12/', 200, SHOWN).on(STEP, 409, { status: 409, detail: 'Not now.', code: 'wrong_state' });
    await expect(confirmPayment(SHOWN)).rejects.toThrow('Not now.');
  });
});

it('adds up what is confirmed at once', () => {
  expect(sumOf([{ total_price: 2500, currency: 'RUB' }, { total_price: 4000, currency: 'RUB' }])).toMatch(/6.?500/);
});
