import { deserialize, serialize } from 'node:v8';
import type { Build } from '../job/build.ts';
import type { CleanedReport } from './clean-reports.ts';

/** Reports cleaned by an earlier build, by name. */
type Remembered = ReadonlyMap<string, CleanedReport>;

/** A cache: without it, or where it was made from anything else, the reports are cleaned again. @param basis what they follow from beside their rows */
export async function readCleaned(basis: string, { id, work }: Pick<Build, 'id' | 'work'>): Promise<Remembered> {
  const object = await work.get(memoryKey(id));
  if (object === undefined) return new Map();
  try {
    const remembered = deserialize(await object.bytes());
    return remembered.basis === basis ? remembered.reports : new Map();
  } catch {
    return new Map();
  }
}

export async function writeCleaned(
  basis: string,
  reports: Remembered,
  { id, work }: Pick<Build, 'id' | 'work'>,
): Promise<void> {
  await work.put(memoryKey(id), serialize({ basis, reports }));
}

function memoryKey(id: string): string {
  return `${id}/cleaned.v8`;
}
