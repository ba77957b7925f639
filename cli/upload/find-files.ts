import { basename, resolve } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { fileFailure, isAbsent } from '../../functions/store/file-failure.ts';
import { isHiddenName } from '../../functions/store/object-key.ts';
import { statOf, walkFiles } from '../../functions/store/walk-files.ts';

/** A local file and the key it will be uploaded to. */
export interface LocalFile {
  readonly key: string;
  readonly path: string;
  readonly size: number;
}

export interface FoundFiles {
  /** In the order given; those of a folder in the order of their keys. */
  readonly files: readonly LocalFile[];
  /** Keys skipped because the name begins with a dot or has a backslash; a folder counts once, without its contents. */
  readonly hidden: readonly string[];
}

/**
 * The named files, and those in the named folders, which keep their path below the folder.
 * @param folder what their keys begin with: `covid/`, or nothing at the root of the uploads
 */
export async function findFiles(folder: string, named: readonly string[]): Promise<FoundFiles> {
  const found = new Map<string, LocalFile>();
  const hidden: string[] = [];
  for (const name of named) {
    for await (const { key, path } of filesOf(resolve(name), name, hidden)) {
      const stat = await statOf(path, key);
      if (stat === undefined) throw absent(name);
      const file: LocalFile = { key: folder + key, path, size: Number(stat.size) };
      const rival = found.get(file.key);
      if (rival !== undefined && rival.path !== path) {
        throw new Problem('bad-parameter', `${rival.path} and ${path} would both become ${file.key}; give one of them`);
      }
      found.set(file.key, file);
    }
  }
  return { files: [...found.values()], hidden: hidden.map(key => folder + key) };
}

async function* filesOf(path: string, name: string, hidden: string[]) {
  const stat = await statOf(path, name);
  if (stat === undefined) throw absent(name);
  if (stat.isDirectory()) yield* walkFiles(path, '', key => hidden.push(key));
  else if (!stat.isFile()) throw new Problem('bad-parameter', `"${name}" must be a file or a folder`);
  else if (isHiddenName(basename(path))) hidden.push(basename(path));
  else yield { key: basename(path), path };
}

function absent(name: string): Problem {
  return new Problem('bad-parameter', `there is no file or folder "${name}"`);
}

/** Why a local file could not be read: a Problem if the file is to blame. */
export function localFailure(error: unknown, { path }: Pick<LocalFile, 'path'>): unknown {
  if (isAbsent(error)) return new Problem('bad-input', `${path} was deleted while this was running`, { cause: error });
  return fileFailure(error, path, 'read');
}
