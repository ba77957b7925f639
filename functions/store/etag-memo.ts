import type { BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import { contentEtagOfFile } from './content-etag.ts';
import { changedAt, fileVersion } from './file-version.ts';

/** A file younger than this may change again without a change of its times, which some disks keep in whole seconds. */
const TRUSTED_AFTER_MS = 2000;

export interface HashedFile {
  readonly etag: string;
  readonly size: number;
  /** The file's version, if it stayed the same while it was read. */
  readonly version: string | undefined;
}

/** Remembers the ETags of files that have not changed since they were read. */
export class EtagMemo {
  readonly #known = new Map<string, { readonly version: string; readonly etag: string }>();

  recall(path: string, stat: BigIntStats): string | undefined {
    const known = this.#known.get(path);
    return known?.version === fileVersion(stat) ? known.etag : undefined;
  }

  /** Gives the ETag of the file at `path`, whose `stat` was just taken, reading it only where it must. */
  async hash(path: string, stat: BigIntStats, now = Date.now()): Promise<HashedFile> {
    const known = this.recall(path, stat);
    if (known !== undefined) return { etag: known, size: Number(stat.size), version: fileVersion(stat) };
    const handle = await open(path, 'r');
    try {
      const version = fileVersion(await handle.stat({ bigint: true }));
      const { etag, size } = await contentEtagOfFile(handle);
      const after = await handle.stat({ bigint: true });
      const whole = fileVersion(after) === version;
      if (whole && now - changedAt(after) >= TRUSTED_AFTER_MS) this.#known.set(path, { version, etag });
      return { etag, size, version: whole ? version : undefined };
    } finally {
      await handle.close();
    }
  }
}
