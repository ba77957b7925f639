/** Run as a process: loads the query API, sends it a request, and prints the times and the number of reads as JSON. */
const [out = '', address = ''] = process.argv.slice(2);
const started = performance.now();
const { createQueryApp } = await import('../../functions/query/query-app.ts');
const startMs = performance.now() - started;

const { DiskStore } = await import('../../functions/store/disk-store.ts');
const { countingStore } = await import('../workbench/counting-store.ts');
const counted = { reads: 0, writes: 0 };
const store = countingStore(new DiskStore({ root: out }), counted);
const sent = performance.now();
const response = await createQueryApp({ store }).fetch(new Request(address));
const bytes = (await response.arrayBuffer()).byteLength;
const ms = performance.now() - sent;

if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
console.log(JSON.stringify({ startMs, ms, reads: counted.reads, bytes }));

export {};
