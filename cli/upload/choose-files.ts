import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { builtInFrom } from '../../functions/describe/built-in-files.ts';
import { matchUpload } from '../../functions/describe/match-upload.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import type { ReadBeside } from '../../functions/job/build.ts';
import type { Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface ChosenFiles {
  readonly wanted: readonly LocalFile[];
  /** Not data, by its name. */
  readonly ignored: readonly NamedReason[];
  /** Meant to be data, by its name, and sure to be quarantined. */
  readonly unfit: readonly NamedReason[];
}

export interface NamedReason {
  readonly key: string;
  readonly reason: string;
}

const GB = 1e9;
/** An upload is put, and read, from memory. */
const MAX_FILE_BYTES = 2 * GB;
const PROJECT = join(import.meta.dirname, '..', '..');

/**
 * Leaves out what a build would, by the name alone, so that it does not lie in the bucket for ever. The descriptor is the
 * one that will be there: of the files themselves, else of the uploads, else built in.
 * Throws `bad-descriptor` where there is none: a misspelt data set should not be filled.
 */
export async function chooseFiles(
  dataset: string,
  files: readonly LocalFile[],
  uploads: Store,
  now: Date,
): Promise<ChosenFiles> {
  const descriptor = await readDataset(dataset, besideOf(dataset, files, uploads), builtInFrom(PROJECT)).catch(
    (cause: unknown) => {
      if (!(cause instanceof Problem) || cause.code !== 'bad-descriptor') throw cause;
      const message = `nothing is uploaded: ${cause.message}; give a dataset.yaml among the files, or another data set`;
      throw new Problem('bad-descriptor', message, { cause });
    },
  );
  const today = now.toISOString().slice(0, 10);
  const wanted: LocalFile[] = [];
  const ignored: NamedReason[] = [];
  const unfit: NamedReason[] = [];
  for (const file of files) {
    const path = file.key.slice(dataset.length + 1);
    const match = matchUpload(path, descriptor, today);
    if (match.is === 'ignored' && !isDescriptor(path)) ignored.push({ key: file.key, reason: match.reason });
    else if (match.is === 'unfit') unfit.push({ key: file.key, reason: match.reason });
    else if (file.size > MAX_FILE_BYTES) unfit.push({ key: file.key, reason: tooLarge(file.size) });
    else wanted.push(file);
  }
  return { wanted, ignored, unfit };
}

/** The descriptor and its statements are uploads as well. */
function isDescriptor(path: string): boolean {
  return path === 'dataset.yaml' || /^[^/]*\.sql$/.test(path);
}

function tooLarge(size: number): string {
  return `a file must have ${MAX_FILE_BYTES / GB} GB or less; this one has ${(size / GB).toFixed(1)}`;
}

function besideOf(dataset: string, files: readonly LocalFile[], uploads: Store): ReadBeside {
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
