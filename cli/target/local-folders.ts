import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { sha256 } from '../../functions/job/hash.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';

/** The checkout's own generated files; not under version control. */
export const LOCAL_FOLDER = join(import.meta.dirname, '..', '..', '.local');

export interface LocalFolders {
  /** Absolute, like `out`. */
  readonly uploads: string;
  readonly out: string;
}

/**
 * The folder of uploads and the folder to publish to, by default one in `.local` per uploads path. Throws `bad-parameter`
 * if one is inside the other: a build would take its own output for uploads and never stop, or the uploads would be
 * among the published files.
 */
export async function localFolders(uploads: string, out: string | undefined): Promise<LocalFolders> {
  const from = resolve(uploads);
  const to = resolve(out ?? join(LOCAL_FOLDER, `published-${sha256(from).slice(0, 8)}`));
  const [realFrom, realTo] = await Promise.all([realPath(from), realPath(to)]);
  if (contains(realFrom, realTo) || contains(realTo, realFrom)) {
    const rule = '--uploads and --out must be separate folders, neither inside the other';
    throw new Problem('bad-parameter', `${rule}; found --uploads ${realFrom} and --out ${realTo}`);
  }
  return { uploads: from, out: to };
}

function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The path with links resolved; a part that does not exist yet keeps its name. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error) || dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}
