import { build } from '../../functions/build/build.ts';
import { localTools } from '../../local/local-tools.ts';

/** A process of its own: builds the data set of a folder on a day when none of its reports lies in the future, and prints what was done as JSON. */
const [uploads = '', out = ''] = process.argv.slice(2);
const tools = await localTools({ uploads, out, log() {}, progress() {}, now: () => new Date('2030-01-01T12:00:00Z') });
const { receipt, staged, rebuiltMonths, writtenBytes } = await build('covid', tools);
const rows = receipt.inputs.reduce((sum, { date, rows }) => sum + (date === null ? 0 : rows.read), 0);
console.log(JSON.stringify({ outcome: receipt.outcome, staged, rebuiltMonths, writtenBytes, rows }));
