/** Run as a process: loads the bundled function, sends it an event, and prints both times as JSON. */
import { pathToFileURL } from 'node:url';

const [file = '', event = ''] = process.argv.slice(2);
const started = performance.now();
const { handler } = await import(pathToFileURL(file).href);
const startMs = performance.now() - started;
const { statusCode } = await handler(JSON.parse(event));
const answerMs = performance.now() - started;

console.log(JSON.stringify({ startMs, answerMs, statusCode }));
process.exit(0);
