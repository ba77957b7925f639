// Overwrites one large object until it is killed, each time with one byte repeated.
import { DiskStore } from '../../functions/store/disk-store.ts';

const [root = '', key = '', size = '0'] = process.argv.slice(2);
const store = new DiskStore({ root });

for (let turn = 0; ; turn += 1) {
  await store.put(key, new Uint8Array(Number(size)).fill(turn % 256));
  if (turn === 0) process.stdout.write('ready\n');
}
