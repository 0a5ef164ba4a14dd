// Makes the people of the benchmark and prints their tokens as shell variables.
import { ADMIN, call, newClient, newMaster } from './api.mjs';

const base = process.argv[2];
const admin = await call(base, 'POST', '/auth/bootstrap-admin/', null, ADMIN);
const client = await newClient(base);
const master = await newMaster(base, admin.access);
await call(base, 'GET', '/dashboard/', master.access);
console.log(`ADMIN_ID=${admin.user.id}\nADMIN_TOKEN=${admin.access}\nCLIENT_ID=${client.user.id}\nCLIENT_TOKEN=${client.access}`);
console.log(`MASTER_ID=${master.user.id}\nMASTER_TOKEN=${master.access}`);
