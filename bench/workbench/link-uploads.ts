import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DailyReport, DailyReports } from './daily-reports.ts';

const DATASET = 'covid';

/** A folder of uploads, made of links: what is linked has long been at rest, so no run waits for it. */
export async function linkUploads(uploads: string, all: DailyReports, wanted: readonly DailyReport[]): Promise<void> {
  await mkdir(join(uploads, DATASET), { recursive: true });
  for (const path of [...all.beside, ...wanted.map(({ path }) => path)]) await linkUpload(uploads, path);
}

export async function linkUpload(uploads: string, path: string): Promise<void> {
  await symlink(path, join(uploads, DATASET, basename(path)));
}
