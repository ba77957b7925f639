import { build } from '../../functions/build/build.ts';
import { localTools } from '../../local/local-tools.ts';

/** Run as a process: builds the data set of a folder as of 2030, when no report is in the future, and prints the result as JSON. */
const [uploads = '', out = ''] = process.argv.slice(2);
const tools = await localTools({ uploads, out, log() {}, progress() {}, now: () => new Date('2030-01-01T12:00:00Z') });
const { receipt, staged, rebuiltChunks, writtenBytes } = await build('covid', tools);
const rows = receipt.inputs.reduce((sum, { date, rows }) => sum + (date === null ? 0 : rows.read), 0);
console.log(JSON.stringify({ outcome: receipt.outcome, staged, rebuiltChunks, writtenBytes, rows }));
