import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { blobKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import type { TablePart } from '../contract/table.ts';
import { MissingPiece } from '../query/published/published.ts';
import { createLimiter } from '../store/in-parallel.ts';
import type { Store } from '../store/store.ts';

export interface PartFilesOptions {
  readonly store: Store;
  /** Where the copies are; no one else writes there. */
  readonly folder: string;
  /** How much disk there is. Copies take up to 80% of it. */
  readonly maxBytes: number;
}

/** Published parts as files on disk: copied once, also when many ask at once, and kept while there is room. */
export interface PartFiles {
  /** Calls `work` with the paths of the parts, which stay until it ends. Throws `too-large` for more than the disk holds. */
  use<T>(dataset: string, parts: readonly TablePart[], work: (paths: readonly string[]) => Promise<T>): Promise<T>;
}

interface Copy {
  readonly path: string;
  readonly bytes: number;
  readonly copying: Promise<void>;
  users: number;
}

const SHARE = 0.8;
const COPIED_AT_ONCE = 8;

export function createPartFiles({ store, folder, maxBytes }: PartFilesOptions): PartFiles {
  const limit = SHARE * maxBytes;
  const limited = createLimiter(COPIED_AT_ONCE);
  let begun = 0;
  /** The least recently used comes first. */
  const copies = new Map<string, Copy>();

  function take(dataset: string, part: TablePart): Copy {
    const copy = copies.get(part.id) ?? begin(dataset, part);
    copies.delete(part.id);
    copies.set(part.id, copy);
    copy.users += 1;
    return copy;
  }

  function begin(dataset: string, { id, bytes }: TablePart): Copy {
    begun += 1;
    // A name of its own: one that was used before may still be in removal.
    const path = join(folder, `${begun}-${id}.parquet`);
    const copying = limited(() => copyObject(store, blobKey(dataset, id, 'parquet'), path, bytes));
    const copy = { path, bytes, copying, users: 1 };
    const done = () => {
      copy.users -= 1;
    };
    copying.then(done, () => {
      done();
      copies.delete(id);
    });
    return copy;
  }

  async function makeRoom(): Promise<void> {
    let total = 0;
    for (const { bytes } of copies.values()) total += bytes;
    for (const [id, { path, bytes, users }] of copies) {
      if (total <= limit) return;
      if (users > 0) continue;
      copies.delete(id);
      total -= bytes;
      await rm(path, { force: true });
    }
  }

  return {
    async use(dataset, parts, work) {
      checkSize(parts, limit);
      const taken = parts.map(part => take(dataset, part));
      try {
        await makeRoom();
        await Promise.all(taken.map(({ copying }) => copying));
        return await work(taken.map(({ path }) => path));
      } finally {
        for (const copy of taken) copy.users -= 1;
        await makeRoom();
      }
    },
  };
}

function checkSize(parts: readonly TablePart[], limit: number): void {
  const [most, found] = [limit, parts.reduce((sum, { bytes }) => sum + bytes, 0)];
  if (found <= most) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;
  throw new Problem(
    'too-large',
    `a table can be queried up to ${megabytes(most)}; this one has ${megabytes(found)}. Its Parquet files can be read instead`,
  );
}

/** Under another name until it is whole. */
async function copyObject(store: Store, key: string, path: string, bytes: number): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const object = await store.get(key);
    if (object === undefined) throw new MissingPiece(key);
    if (object.size !== bytes)
      throw new Problem('internal', `"${key}" must have ${bytes} bytes; it has ${object.size}`);
    await pipeline(Readable.from(object.stream()), createWriteStream(partial));
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    if (cause instanceof Problem) throw cause;
    throw new Problem('store-failed', `"${key}" could not be copied`, { cause });
  }
}
