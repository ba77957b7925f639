import type { BigIntStats, Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFailure, isAbsent } from './file-failure.ts';
import { isHiddenName } from './object-path.ts';

export interface FoundFile {
  readonly key: string;
  readonly path: string;
}

/**
 * The files under a folder whose key starts with `prefix`, in the order of their keys' UTF-8 bytes. Follows links, each
 * loop once. Passes over hidden names, names that are not UTF-8 or have a backslash, and what is no file (a pipe, say);
 * `passedOver` gets the keys that hidden ones would have.
 */
export async function* walkFiles(
  root: string,
  prefix = '',
  passedOver: (key: string) => void = () => undefined,
): AsyncGenerator<FoundFile> {
  yield* walk({ path: root, key: '', within: [] }, prefix, passedOver);
}

/** What lies at `path`, or undefined where there is nothing. Errors name the key. */
export async function statOf(path: string, key: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fileFailure(error, key, 'read');
  }
}

interface Folder {
  readonly path: string;
  /** Empty, or ends with a slash. */
  readonly key: string;
  /** The folders it lies in: a link back to one of them is a loop. */
  readonly within: readonly string[];
}

async function* walk(folder: Folder, prefix: string, passedOver: (key: string) => void): AsyncGenerator<FoundFile> {
  const self = await statOf(folder.path, folder.key);
  if (self === undefined) return;
  const id = `${self.dev}:${self.ino}`;
  if (folder.within.includes(id)) return;
  for (const { name, isFolder } of await entriesOf(folder, passedOver)) {
    const key = folder.key + name;
    const path = join(folder.path, isFolder ? name.slice(0, -1) : name);
    if (!isFolder && key.startsWith(prefix)) yield { key, path };
    if (isFolder && (key.startsWith(prefix) || prefix.startsWith(key))) {
      yield* walk({ path, key, within: [...folder.within, id] }, prefix, passedOver);
    }
  }
}

interface Entry {
  /** A folder's ends with a slash, so that the order of names is the order of the keys below them. */
  readonly name: string;
  readonly isFolder: boolean;
}

async function entriesOf(folder: Folder, passedOver: (key: string) => void): Promise<Entry[]> {
  const entries: { entry: Entry; bytes: Buffer }[] = [];
  for (const found of await readFolder(folder)) {
    if (isHiddenName(found.name)) {
      passedOver(folder.key + found.name);
      continue;
    }
    const target = found.isSymbolicLink()
      ? await statOf(join(folder.path, found.name), folder.key + found.name)
      : found;
    if (!target?.isFile() && !target?.isDirectory()) continue;
    const isFolder = target.isDirectory();
    const name = isFolder ? `${found.name}/` : found.name;
    entries.push({ entry: { name, isFolder }, bytes: Buffer.from(name) });
  }
  return entries.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ entry }) => entry);
}

async function readFolder({ path, key }: Folder): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fileFailure(error, key === '' ? 'the store' : key, 'listed');
  }
}
