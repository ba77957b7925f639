import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDataFile, NOTE_SUFFIX } from '../../functions/contract/dataset-id.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { builtInFrom } from '../../functions/describe/built-in-files.ts';
import { matchUpload } from '../../functions/describe/match-upload.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import type { ReadBeside } from '../../functions/job/build.ts';
import type { Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface ChosenFiles {
  readonly wanted: readonly LocalFile[];
  /** Not data, judging by the name. */
  readonly ignored: readonly NamedReason[];
  /** Would be quarantined, judging by the name. */
  readonly invalid: readonly NamedReason[];
}

export interface NamedReason {
  readonly key: string;
  readonly reason: string;
}

const GB = 1e9;
/** An upload is sent and read in memory. */
const MAX_FILE_BYTES = 2 * GB;
const PROJECT = join(import.meta.dirname, '..', '..');

/**
 * Excludes by name what a build would exclude, so that it does not stay in the bucket forever. The descriptor is the one
 * the build will use: that of the files, else of the uploads, else the built-in one. Without one, any file of rows is a
 * table. Throws `bad-descriptor` for one that is wrong.
 */
export async function chooseFiles(
  dataset: string,
  files: readonly LocalFile[],
  uploads: Store,
  now: Date,
): Promise<ChosenFiles> {
  const beside = readBeside(dataset, files, uploads);
  const builtIn = builtInFrom(PROJECT);
  const own = (await beside(DESCRIPTOR)) ?? (await builtIn(dataset)(DESCRIPTOR));
  if (own === undefined) return chooseTables(files, path => isPart(path.slice(dataset.length + 1), ''));
  const { dataset: descriptor } = await readDataset(dataset, beside, builtIn).catch((cause: unknown) => {
    if (!(cause instanceof Problem) || cause.code !== 'bad-descriptor') throw cause;
    throw new Problem('bad-descriptor', `nothing was uploaded: ${cause.message}`, { cause });
  });
  const today = now.toISOString().slice(0, 10);
  const wanted: LocalFile[] = [];
  const ignored: NamedReason[] = [];
  const invalid: NamedReason[] = [];
  for (const file of files) {
    const path = file.key.slice(dataset.length + 1);
    const match = matchUpload(path, descriptor, today);
    if (match.is === 'ignored' && !isPart(path, own)) ignored.push({ key: file.key, reason: match.reason });
    else if (match.is === 'unfit') invalid.push({ key: file.key, reason: match.reason });
    else if (file.size > MAX_FILE_BYTES) invalid.push({ key: file.key, reason: tooLarge(file.size) });
    else wanted.push(file);
  }
  return { wanted, ignored, invalid };
}

/** Of files that no descriptor speaks of, those that hold rows. @param isAlso whether another file is wanted too */
export function chooseTables(files: readonly LocalFile[], isAlso: (key: string) => boolean = () => false): ChosenFiles {
  const isWanted = ({ key }: LocalFile) => isDataFile(key) || key.endsWith(NOTE_SUFFIX) || isAlso(key);
  return {
    wanted: files.filter(file => isWanted(file) && file.size <= MAX_FILE_BYTES),
    ignored: files
      .filter(file => !isWanted(file))
      .map(({ key }) => ({ key, reason: 'not a file of rows: CSV, TSV, JSON, NDJSON or Parquet' })),
    invalid: files
      .filter(file => isWanted(file) && file.size > MAX_FILE_BYTES)
      .map(({ key, size }) => ({ key, reason: tooLarge(size) })),
  };
}

const DESCRIPTOR = 'dataset.yaml';

/**
 * What a data set is made of besides rows, beside its descriptor: SQL, texts that the descriptor names, shapes, models and
 * their cards; and notes.
 */
function isPart(path: string, descriptor: string): boolean {
  if (/^[^/]*\.md$/.test(path)) return descriptor.includes(path);
  return path.endsWith(NOTE_SUFFIX) || /^[^/]*\.(ya?ml|sql|geojson|topojson|onnx)$/.test(path);
}

function tooLarge(size: number): string {
  return `a file must have ${MAX_FILE_BYTES / GB} GB or less; this one has ${(size / GB).toFixed(1)}`;
}

function readBeside(dataset: string, files: readonly LocalFile[], uploads: Store): ReadBeside {
  return async name => {
    const own = files.find(({ key }) => key === `${dataset}/${name}`);
    if (own !== undefined) return await textOf(own);
    const object = await uploads.get(`${dataset}/${name}`);
    return object === undefined ? undefined : Buffer.from(await object.bytes()).toString();
  };
}

async function textOf(file: LocalFile): Promise<string> {
  try {
    return await readFile(file.path, 'utf8');
  } catch (error) {
    throw localFailure(error, file);
  }
}
