import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../functions/contract/dataset.ts';
import { type Engine, openEngine, quoteText } from '../../functions/engine/engine.ts';
import { type NewUpload, readUploads, removeRead } from '../../functions/ingest/read-uploads.ts';
import { batchesOf, stageUploads } from '../../functions/ingest/stage-batch.ts';
import type { StagedUpload } from '../../functions/ingest/staged.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { type ExpectedRow, HEADINGS } from './expected-file.ts';

const TABLE: Table = {
  name: 'reports',
  files: 'x.csv',
  time: null,
  noted: [],
  firstDate: null,
  unused: [],
  mistaken: {},
  columns: [
    {
      name: 'place',
      headings: [HEADINGS.place],
      type: 'text',
      optional: false,
      decimals: null,
      missing: [],
      suppressed: [],
    },
    {
      name: 'count',
      headings: [HEADINGS.count],
      type: 'count',
      optional: false,
      decimals: null,
      missing: [],
      suppressed: [],
    },
    {
      name: 'more',
      headings: [HEADINGS.more],
      type: 'text',
      optional: true,
      decimals: null,
      missing: [],
      suppressed: [],
    },
  ],
};

export interface StagedFile {
  readonly account: StagedUpload;
  readonly rows: readonly ExpectedRow[];
}

/** The real staging of the real engine, in a folder of its own. */
export interface Stage {
  /** Stages files together as a build does, and gives what became of each. */
  stage(files: readonly Uint8Array[]): Promise<readonly StagedFile[]>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-job-'));
  const engine = await openEngine(folder, { memoryMb: 400 });
  return {
    async stage(files) {
      await mkdir(join(folder, 'rows'), { recursive: true });
      const staged = await stageAll(files, engine, folder);
      await rm(join(folder, 'rows'), { recursive: true });
      return staged;
    },
    async close() {
      engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function stageAll(
  files: readonly Uint8Array[],
  { connection, lanes }: Engine,
  folder: string,
): Promise<StagedFile[]> {
  const store = new MemoryStore();
  const uploads: NewUpload[] = [];
  for (const [index, bytes] of files.entries()) {
    const key = `covid/${index}.csv`;
    const { etag } = await store.put(key, bytes);
    // One table and month as far as the stage is told, so that they are read together.
    uploads.push({ key, etag, size: bytes.length, table: TABLE, date: '2020-06-30' });
  }
  const byEtag = new Map<string, StagedUpload>();
  for (const batch of batchesOf(uploads)) {
    const tools = {
      work: store,
      prefix: 'covid/staged/',
      lanes,
      folder: join(folder, 'reading'),
      rows: join(folder, 'rows'),
    };
    const read = await readUploads(batch, { ...tools, uploads: store });
    for (const { uploads } of await stageUploads(read.read, tools)) {
      for (const [key, upload] of uploads) byEtag.set(key, upload);
    }
    await removeRead(read);
  }
  return Promise.all(
    uploads.map(async ({ etag }) => {
      const account = byEtag.get(`${TABLE.name} ${etag}`);
      if (account === undefined) throw new Error('a file has no account');
      return {
        account,
        rows: account.batch === null ? [] : await rowsOf(account, engineRows(folder, account), connection),
      };
    }),
  );
}

function engineRows(folder: string, { batch }: StagedUpload): string {
  return join(folder, 'rows', `${batch}.parquet`);
}

async function rowsOf(
  { sha256 }: StagedUpload,
  path: string,
  connection: Engine['connection'],
): Promise<ExpectedRow[]> {
  const reader = await connection.runAndReadAll(
    `SELECT line, place, "count"::DOUBLE, more FROM read_parquet(${quoteText(path)}) WHERE upload = ${quoteText(sha256)}`,
  );
  return reader
    .getRows()
    .map(([line, place, count, more]) => [
      Number(line),
      place === null ? null : String(place),
      count === null ? null : Number(count),
      more === null ? null : String(more),
    ]);
}
