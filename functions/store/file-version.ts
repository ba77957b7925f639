import type { BigIntStats } from 'node:fs';

/** Differs when a file was replaced or written to. */
export function fileVersion(stat: BigIntStats): string {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(':');
}

/** When the file last changed, in milliseconds. Not its mtime: copying tools set that, even into the future. */
export function changedAt(stat: BigIntStats): number {
  return Number(stat.ctimeNs) / 1e6;
}
