import { type BuildOptions, type BuildResult, build } from '../../functions/build/build.ts';
import { blobKey, snapshotKey } from '../../functions/contract/keys.ts';
import type { Input } from '../../functions/contract/receipt.ts';
import { parseRecognized, type Recognized } from '../../functions/contract/recognized.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import { parseTableFile, type TableFile } from '../../functions/contract/table.ts';
import type { BuildTools } from '../../functions/job/build.ts';
import { decodeBody } from '../../functions/publish/documents.ts';
import { toolsOver } from '../../local/local-tools.ts';
import { MemoryStore } from '../query/memory-store.ts';

/** Uploads of any data set, with work and site in memory. */
export interface TableShop {
  readonly tools: BuildTools;
  readonly uploads: MemoryStore;
  readonly site: MemoryStore;
  /** @param key as in the uploads: `iris.csv`, or `flowers/iris.csv` */
  put(key: string, content: string | Uint8Array): Promise<void>;
  build(dataset: string, options?: BuildOptions): Promise<TableBuilt>;
}

export interface TableBuilt extends BuildResult {
  /** What is live; null where nothing is. */
  readonly snapshot: Snapshot | null;
  readonly recognized: Recognized | null;
  input(key: string): Input | undefined;
  table(id: string): Promise<TableFile>;
}

export async function tableShop(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<TableShop> {
  const [uploads, work, site] = [new MemoryStore(), new MemoryStore(), new MemoryStore()];
  const quiet = { log() {}, progress() {}, now: () => new Date('2024-06-01T12:00:00Z') };
  const tools = await toolsOver({ uploads, work, site }, quiet);
  const put = async (key: string, content: string | Uint8Array) => {
    await uploads.put(key, typeof content === 'string' ? Buffer.from(content) : content);
  };
  for (const [key, content] of Object.entries(files)) await put(key, content);
  const read = async (key: string): Promise<unknown> => {
    const object = await site.get(key);
    if (object === undefined) throw new Error(`${key} is not published`);
    return JSON.parse(await decodeBody(key, await object.bytes()));
  };
  return {
    ...{ tools, uploads, site, put },
    async build(dataset, options = {}) {
      const result = await build(dataset, tools, options);
      const id = result.pointer.snapshot;
      const snapshot = id === null ? null : parseSnapshot(await read(snapshotKey(dataset, id)), '');
      const known = snapshot?.recognized ?? null;
      return {
        ...result,
        snapshot,
        recognized: known === null ? null : parseRecognized(await read(blobKey(dataset, known)), ''),
        input: key => result.receipt.inputs.find(input => input.key === key),
        async table(table) {
          const about = snapshot?.tables.find(({ id }) => id === table)?.about ?? '';
          return parseTableFile(await read(blobKey(dataset, about)), '');
        },
      };
    },
  };
}
