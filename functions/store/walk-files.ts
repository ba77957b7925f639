import { type BigIntStats, type Dirent, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFailure, isAbsent } from './file-failure.ts';
import { isHiddenName } from './object-key.ts';
import { UnreadableObject } from './unreadable-object.ts';

export interface FoundFile {
  readonly key: string;
  readonly path: string;
}

/** Something with the name of a file that is not a readable file, and why. */
export interface FoundFault extends FoundFile {
  readonly fault: string;
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
  for await (const found of walkNames(root, prefix, { passedOver })) if (!('fault' in found)) yield found;
}

/** The same, and in their place what has the name of a file and cannot be read as one: a link to nowhere, an empty folder, a pipe. */
export async function* walkNames(
  root: string,
  prefix = '',
  options: Partial<WalkOptions> = {},
): AsyncGenerator<FoundFile | FoundFault> {
  yield* walk({ path: root, key: '', within: [] }, prefix, { passedOver: () => undefined, isDeep: true, ...options });
}

export interface WalkOptions {
  /** Gets the keys that files with hidden names would have. */
  readonly passedOver: (key: string) => void;
  /** Whether what lies in folders below the one of the prefix is found too. */
  readonly isDeep: boolean;
}

/**
 * What lies at `path`, or undefined where there is nothing. Errors name the key. Looks at once: to wait for another thread
 * takes ten times as long as the call, and a listing makes hundreds.
 */
export async function statOf(path: string, key: string): Promise<BigIntStats | undefined> {
  try {
    return statSync(path, { bigint: true });
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

async function* walk(folder: Folder, prefix: string, options: WalkOptions): AsyncGenerator<FoundFile | FoundFault> {
  const self = await statOf(folder.path, folder.key);
  if (self === undefined) return;
  const id = `${self.dev}:${self.ino}`;
  if (folder.within.includes(id)) return;
  for (const { name, isFolder, fault } of await entriesOf(folder, options.passedOver)) {
    const key = folder.key + name;
    const path = join(folder.path, isFolder ? name.slice(0, -1) : name);
    if (!isFolder && key.startsWith(prefix)) yield fault === undefined ? { key, path } : { key, path, fault };
    if (isFolder && ((options.isDeep && key.startsWith(prefix)) || prefix.startsWith(key))) {
      yield* walk({ path, key, within: [...folder.within, id] }, prefix, options);
    }
  }
}

interface FolderEntry {
  /** A folder's ends with a slash, so that the order of names is the order of the keys below them. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly fault?: string;
}

type EntryKind = Pick<FolderEntry, 'isFolder' | 'fault'>;

async function entriesOf(folder: Folder, passedOver: (key: string) => void): Promise<FolderEntry[]> {
  const entries: { entry: FolderEntry; bytes: Buffer }[] = [];
  for (const found of await readFolder(folder)) {
    if (isHiddenName(found.name)) {
      passedOver(folder.key + found.name);
      continue;
    }
    const kind = await kindOf(found, join(folder.path, found.name), folder.key + found.name);
    if (kind.fault !== undefined && !FILE_NAME.test(found.name)) continue;
    const name = kind.isFolder ? `${found.name}/` : found.name;
    entries.push({ entry: { name, ...kind }, bytes: Buffer.from(name) });
  }
  return entries.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ entry }) => entry);
}

/** A name with an extension; other names are never uploads. */
const FILE_NAME = /[^.]\.[a-z][a-z0-9]{1,7}$/i;

async function kindOf(found: Dirent, path: string, key: string): Promise<EntryKind> {
  try {
    const target = found.isSymbolicLink() ? await statOf(path, key) : found;
    if (target === undefined) return { isFolder: false, fault: 'it is a link that leads nowhere' };
    if (target.isFile()) return { isFolder: false };
    if (!target.isDirectory()) return { isFolder: false, fault: 'it is not a file' };
    const isEmpty =
      FILE_NAME.test(found.name) && (await readFolder({ path, key })).every(({ name }) => isHiddenName(name));
    return isEmpty ? { isFolder: false, fault: 'a folder has that name' } : { isFolder: true };
  } catch (error) {
    // An unreadable folder affects more than one upload.
    if (error instanceof UnreadableObject && FILE_NAME.test(found.name))
      return { isFolder: false, fault: error.reason };
    throw error;
  }
}

async function readFolder({ path, key }: Pick<Folder, 'path' | 'key'>): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fileFailure(error, key === '' ? 'the store' : key, 'listed');
  }
}
