import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { datasetOfRootFile, isDataFile } from '../functions/contract/dataset-id.ts';
import type { DroppedAnswer } from '../functions/contract/dropped.ts';
import { Problem } from '../functions/contract/problem.ts';
import { MAX_UPLOAD_BYTES } from '../functions/ingest/upload-limits.ts';
import { uploadsOf } from '../functions/job/uploads-of.ts';
import { fileFailure } from '../functions/store/file-failure.ts';
import { isHiddenName, objectPath } from '../functions/store/object-key.ts';
import type { Store } from '../functions/store/store.ts';
import { previewFile } from './preview-file.ts';

/** Files that were dropped on the home page and wait until their owner has looked at what they were taken for. */
export interface DroppedFiles {
  /** Reads a file and says what it is; one that cannot be read is refused with the reason. */
  take(name: string, body: ReadableStream<Uint8Array> | null): Promise<DroppedAnswer>;
  /** Puts a file at the root of the uploads, as if its owner had. Returns its data set. */
  publish(id: string): Promise<string>;
  forget(id: string): Promise<void>;
  close(): Promise<void>;
}

interface WaitingFile {
  readonly name: string;
  readonly dataset: string;
  readonly folder: string;
}

/** A page that was closed forgets no file: the oldest goes when there are more. */
const MAX_WAITING = 4;

export async function droppedFiles(uploads: Store): Promise<DroppedFiles> {
  const root = await mkdtemp(join(tmpdir(), 'seecovid-dropped-'));
  const waiting = new Map<string, WaitingFile>();
  /** One file is read at a time, since each may take as much memory as a build. */
  let reading: Promise<unknown> = Promise.resolve();

  const forget = async (id: string) => {
    const file = waiting.get(id);
    waiting.delete(id);
    if (file !== undefined) await rm(file.folder, { recursive: true, force: true });
  };
  const found = (id: string) => {
    const file = waiting.get(id);
    if (file === undefined) throw new Problem('unknown-path', 'this file is not waiting any more; drop it again');
    return file;
  };
  const read = async (name: string, body: ReadableStream<Uint8Array> | null): Promise<DroppedAnswer> => {
    const id = randomUUID();
    const folder = join(root, id);
    try {
      const dataset = datasetOf(name);
      const replaces = await rootFileOf(name, dataset, uploads);
      await mkdir(folder);
      await receive(body, join(folder, 'upload'));
      const preview = await previewFile({ name, path: join(folder, 'upload'), dataset }, folder);
      waiting.set(id, { name, dataset, folder });
      const [oldest] = waiting.keys();
      if (waiting.size > MAX_WAITING && oldest !== undefined) await forget(oldest);
      return { schema: 'dropped/1', file: { id, dataset, file: name, replaces, ...preview }, refusal: null };
    } catch (cause) {
      await rm(folder, { recursive: true, force: true });
      if (!(cause instanceof Problem) || cause.code !== 'bad-input') throw cause;
      return { schema: 'dropped/1', file: null, refusal: cause.message };
    }
  };

  return {
    forget,
    take(name, body) {
      const answer = reading.then(() => read(name, body));
      reading = answer.catch(() => undefined);
      return answer;
    },
    async publish(id) {
      const { name, dataset, folder } = found(id);
      await uploads.put(name, { path: join(folder, 'upload') });
      await forget(id);
      return dataset;
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** Throws `bad-input` for a name that no file at the root of the uploads may have. */
function datasetOf(name: string): string {
  const dataset = isDataFile(name) ? datasetOfRootFile(name) : null;
  if (dataset === null || name.includes('/') || isHiddenName(name)) {
    const kinds = '.csv, .tsv, .json, .ndjson or .parquet, with .gz or without';
    throw new Problem('bad-input', `the name of a file of rows ends with ${kinds}; found "${name}"`);
  }
  objectPath('.', name);
  return dataset;
}

/** Whether the file is there already. Throws `bad-input` where others have its id: a build would refuse them all. */
async function rootFileOf(name: string, dataset: string, uploads: Store): Promise<boolean> {
  let isThere = false;
  for await (const { key } of uploadsOf(dataset, uploads)) {
    if (key === name) isThere = true;
    else if (isDataFile(key)) {
      throw new Problem(
        'bad-input',
        `"${name}" would be the data set "${dataset}", which ${key} is already; rename it`,
      );
    }
  }
  return isThere;
}

/** Throws `bad-input` for more than an upload may have; what came until then stays for the caller to remove. */
async function receive(body: ReadableStream<Uint8Array> | null, path: string): Promise<void> {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      const most = `the file has more than ${(MAX_UPLOAD_BYTES / 1e9).toFixed(0)} GB, the most that an upload may have`;
      done(bytes > MAX_UPLOAD_BYTES ? new Problem('bad-input', most) : null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(body ?? []), limit, createWriteStream(path));
  } catch (cause) {
    throw cause instanceof Problem ? cause : fileFailure(cause, path, 'written');
  }
}
