// Whole life cycles, eight at a time: file, take, price, proof, paid, confirm, start, complete, two reviews, two messages.
import { ADMIN, call, newClient, newMaster } from './api.mjs';

const [base, seconds] = [process.argv[2], Number(process.argv[3])];
const WIDTH = 8;
const REQUESTS = 12;
const admin = await call(base, 'POST', '/auth/login/', null, ADMIN);
const end = Date.now() + seconds * 1000;
const times = [];

async function cycle(client, master) {
  const post = (who, path, body) => call(base, 'POST', path, who.access, body);
  const { id } = await post(client, '/appointments/', { brand: 'Nokia', model: '3310', lock_type: 'PIN', description: 'Locked' });
  const at = (action) => `/appointments/${id}/${action}/`;
  await post(master, at('take'));
  await post(master, at('messages'), { text: 'Hello' });
  await post(client, at('messages'), { text: 'Hello, too' });
  await post(master, at('set-price'), { total_price: 1500 });
  const proof = new FormData();
  proof.append('payment_proof', new Blob([Buffer.from('89504e470d0a1a0a', 'hex')]), 'proof.png');
  await post(client, at('upload-payment-proof'), proof);
  await post(client, at('mark-paid'), { payment_method: 'crypto' });
  await post(master, at('confirm-payment'));
  await post(master, at('start'));
  await post(master, at('complete'));
  await post(client, at('review-master'), { rating: 5 });
  await post(master, at('review-client'), { rating: 5, behavior_flags: ['well_prepared'] });
}

async function worker() {
  const [client, master] = [await newClient(base), await newMaster(base, admin.access)];
  while (Date.now() < end) {
    const begin = performance.now();
    await cycle(client, master);
    times.push(performance.now() - begin);
  }
}

await Promise.all(Array.from({ length: WIDTH }, worker));
times.sort((a, b) => a - b);
const at = (share) => `${times[Math.floor(times.length * share)].toFixed(0)}ms`;
const rate = ((times.length * REQUESTS) / seconds).toFixed(0);
console.log(`| ${'whole life cycle'.padEnd(22)} | ${rate.padStart(10)} | ${at(0.5).padStart(9)} | ${at(0.99).padStart(9)} |`);
console.error(`${times.length} life cycles of ${REQUESTS} requests; p50 and p99 are of a whole cycle`);
