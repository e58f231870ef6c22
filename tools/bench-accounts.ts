import { benchCalls } from './bench/calls.ts';
import { benchOrganisation } from './bench/organisation.ts';
import { say } from './bench/say.ts';

/**
 * Calls of one account and the growth of an organisation, simulated. `npm run bench -- --organisation 1000` goes on to so many
 * accounts. Figures only; nothing fails by time, since machines differ.
 */
const size = 5_000;
const wanted = Number(process.argv[process.argv.indexOf('--organisation') + 1]);
const most = process.argv.includes('--organisation') && Number.isInteger(wanted) ? wanted : 30;

// Whoever benches may have credentials: they must not be used.
Object.assign(process.env, { AWS_REGION: 'eu-west-1', AWS_CONFIG_FILE: '/dev/null' });
await benchCalls(size);
const milestones = [3, 10, 30, 100, 300, 1_000].filter((count) => count < most);
await benchOrganisation([...milestones, most], size);
say('organisation', `${most} accounts; --organisation 1000 for a thousand`);
