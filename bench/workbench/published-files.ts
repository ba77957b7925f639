import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BenchSnapshot } from './live-snapshot.ts';

export interface PublishedFile {
  readonly bytes: number;
  /** Changes with every write, even of the same bytes. */
  readonly version: string;
}

/** Every file under `data/` of a published folder, by key. */
export async function publishedFiles(out: string): Promise<ReadonlyMap<string, PublishedFile>> {
  const found = await readdir(join(out, 'data'), { recursive: true, withFileTypes: true });
  const files = found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const entries = files.map(async path => {
    const { size, ino, mtimeNs } = await stat(path, { bigint: true });
    const key = relative(out, path).split(sep).join('/');
    return [key, { bytes: Number(size), version: `${ino}:${mtimeNs}` }] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The bytes of the files that are new or rewritten. */
export function writtenBytes(
  before: ReadonlyMap<string, PublishedFile>,
  after: ReadonlyMap<string, PublishedFile>,
): number {
  const written = [...after].filter(([key, { version }]) => before.get(key)?.version !== version);
  return written.reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

/** The stored bytes of a snapshot, without the files of older ones. */
export function snapshotBytes({ keys }: BenchSnapshot, files: ReadonlyMap<string, PublishedFile>): number {
  return [...keys].reduce((sum, key) => {
    const file = files.get(key);
    if (file === undefined) throw new Error(`"${key}" is part of the snapshot but does not exist`);
    return sum + file.bytes;
  }, 0);
}
