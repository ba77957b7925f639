import { join } from 'node:path';
import { sha256 } from '../../functions/transform/hash.ts';

/** Where this checkout keeps what it makes for itself; not under version control. */
export const LOCAL_FOLDER = join(import.meta.dirname, '..', '..', '.local');

/** Where the published files of a folder of uploads go unless told: one folder for each absolute path. */
export function publishedFolder(uploads: string): string {
  return join(LOCAL_FOLDER, `published-${sha256(uploads).slice(0, 8)}`);
}
