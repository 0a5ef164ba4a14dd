// Loads the chain of events with rules that are not met, or simulates one; see rules.sh.
import { call } from './api.mjs';

const [base, what, ...numbers] = process.argv.slice(2);
const admin = process.env.ADMIN_TOKEN;
const client = process.env.CLIENT_TOKEN;

const APPOINTMENT = { brand: 'Samsung', model: 'A50', lock_type: 'PIN', has_pc: true, description: 'Forgot the code' };

function rule(number) {
  return {
    name: `bench ${number}`,
    trigger_event_type: 'chat.message_sent',
    condition_json: {
      all: [
        { field: 'client.risk_level', op: 'in', value: ['low', 'medium', 'high', 'critical'] },
        { any: [{ field: 'appointment.total_price', op: '>', value: 1000000 + number }, { field: 'client.id', op: '==', value: -number - 1 }] },
      ],
    },
    action_json: { type: 'assign_tag', tag: 'never' },
  };
}

async function haveRules(count, kept) {
  while (kept.length < count) kept.push((await call(base, 'POST', '/admin/rules/', admin, rule(kept.length))).id);
  while (kept.length > count) {
    const answer = await fetch(`${base}/api/v1/admin/rules/${kept.pop()}/`, { method: 'DELETE', headers: { authorization: `Bearer ${admin}` } });
    if (answer.status !== 204) throw new Error(`DELETE: ${answer.status}`);
  }
}

async function messagesFor(seconds, orders) {
  const end = performance.now() + seconds * 1000;
  let sent = 0;
  await Promise.all(
    orders.map(async (order) => {
      while (performance.now() < end) {
        await call(base, 'POST', `/appointments/${order}/messages/`, client, { text: 'How is it going?' });
        sent++;
      }
    }),
  );
  return sent / seconds;
}

async function load(seconds, rounds, connections) {
  const orders = [];
  for (let i = 0; i < connections; i++) orders.push((await call(base, 'POST', '/appointments/', client, APPOINTMENT)).id);
  await messagesFor(Math.max(5, seconds), orders);
  const kept = [];
  console.log('| active rules, not met | events/s |\n|---|---|');
  for (let round = 0; round < rounds; round++) {
    for (const count of [0, 50, 500, 0]) {
      await haveRules(count, kept);
      console.log(`| ${count} | ${Math.round(await messagesFor(seconds, orders))} |`);
    }
  }
}

async function simulate(times) {
  const question = {
    rule: {
      trigger_event_type: 'appointment.price_set',
      condition_json: { all: [{ field: 'client.risk_level', op: '>=', value: 'high' }, { field: 'event.payload.total_price', op: '>=', value: 15000 }] },
      action_json: { type: 'assign_tag', tag: 'x' },
    },
    last: 50000,
  };
  console.log('\n| simulation of 50,000 events | seconds | matched |\n|---|---|---|');
  for (let time = 1; time <= times; time++) {
    const begin = performance.now();
    const result = await call(base, 'POST', '/admin/rules/simulate/', admin, question);
    console.log(`| run ${time} | ${((performance.now() - begin) / 1000).toFixed(1)} | ${result.matched} of ${result.examined} |`);
  }
}

await (what === 'load' ? load(...numbers.map(Number)) : simulate(...numbers.map(Number)));
