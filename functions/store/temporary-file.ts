import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from './file-failure.ts';
import { statOf } from './walk-files.ts';

const FOLDER = '.tmp';
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000;

/** Writes the bytes to a hidden file of the store's own disk, safe from a power cut, to be renamed into place. */
export async function writeTemporaryFile(root: string, bytes: Uint8Array): Promise<string> {
  await mkdir(join(root, FOLDER), { recursive: true });
  const path = join(root, FOLDER, randomUUID());
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return path;
}

/** Removes what crashed writers left behind. */
export async function sweepTemporaryFiles(root: string, now = Date.now()): Promise<void> {
  const folder = join(root, FOLDER);
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await statOf(path, `${FOLDER}/${name}`);
    if (found && now - Number(found.mtimeMs) > LEFT_BEHIND_AFTER_MS) await rm(path, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
