// The people of a mixed day, as lines that MixedDay reads, and the rules that notify them. Prints shell variables.
import { writeFileSync } from 'node:fs';
import { ADMIN, call, newClient, newMaster } from '../api.mjs';

const [base, folder] = process.argv.slice(2);
const [clients, masters] = [Number(process.env.CLIENTS ?? 300), Number(process.env.MASTERS ?? 60)];

const admin = await call(base, 'POST', '/auth/bootstrap-admin/', null, ADMIN);
const lines = (people) => ['telegram,token', ...people.map(({ user, access }) => `${user.telegram_id},${access}`)].join('\n') + '\n';
const some = async (count, make) => {
  const people = [];
  for (let made = 0; made < count; made++) people.push(await make());
  return people;
};
writeFileSync(`${folder}/clients.csv`, lines(await some(clients, () => newClient(base))));
const crew = await some(masters, () => newMaster(base, admin.access));
writeFileSync(`${folder}/masters.csv`, lines(crew));

const notify = (name, event, target) =>
  call(base, 'POST', '/admin/rules/', admin.access, {
    name,
    trigger_event_type: event,
    action_json: { type: 'create_notification', target, title: name, message: name },
  });
const rules = [
  await notify('Somebody has taken your order', 'appointment.master_taken', 'client'),
  await notify('The price is set', 'appointment.price_set', 'client'),
  await notify('Your order is done', 'appointment.work_completed', 'client'),
  await notify('A proof has come', 'appointment.payment_proof_uploaded', 'master'),
];
const problems = rules.flatMap((rule) => rule.problems);
if (problems.length) throw new Error(JSON.stringify(problems));

// The seed's orders are theirs: of somebody who is not part of the day.
const [client, master] = [await newClient(base), await newMaster(base, admin.access)];
console.log(`ADMIN_ID=${admin.user.id}\nADMIN_TOKEN=${admin.access}\nCLIENT_ID=${client.user.id}\nMASTER_ID=${master.user.id}\nDAY_MASTER_ID=${crew[0].user.id}`);
