// Usage: node tests/storm/many-storms.ts STORMS [FIRST_SEED]. Ends with 1 where a promise was broken.
import { FAULTS } from './faults.ts';
import { runStorms } from './run-storms.ts';

const [storms = '1000', first = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const started = performance.now();
const { broken, faults, published, deleted } = await runStorms(Number(first), Number(storms));
const seconds = ((performance.now() - started) / 1000).toFixed(0);

console.log(
  `${storms} storms from seed ${first} in ${seconds} s; ${published} snapshots went live, ${deleted} objects were collected`,
);
for (const fault of ['none', ...FAULTS] as const)
  console.log(`${String(faults.get(fault) ?? 0).padStart(9)}  ${fault}`);
console.log(`${String(broken.length).padStart(9)}  promises broken`);
for (const { seed, broken: sentence } of broken) console.error(`STORM_SEED=${seed}: ${sentence}`);
process.exitCode = broken.length === 0 ? 0 : 1;
