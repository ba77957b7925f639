import { hash } from 'node:crypto';
import { type BigIntStats, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { changedAt, etagOfFile, fileVersion } from './etag.ts';

/** A younger file may change without a change of its times, which some disks store in whole seconds. */
const TRUSTED_AFTER_MS = 2000;

interface HashedFile {
  readonly etag: string;
  readonly size: number;
  /** The file's version, if it stayed the same while it was read. */
  readonly version: string | undefined;
}

interface KnownEtag {
  readonly version: string;
  readonly etag: string;
}

/**
 * Remembers the ETags of files that have not changed since they were read, like the index of git: by inode, size and times,
 * and only where the file had rested when it was read. With a `file`, other processes remember them too.
 */
export class EtagMemo {
  readonly #file: string | undefined;
  /** What earlier processes knew; read when it is first needed. */
  #before: ReadonlyMap<string, KnownEtag> | undefined;
  readonly #known = new Map<string, KnownEtag>();
  #isSaved = true;

  constructor(file?: string) {
    this.#file = file;
  }

  recall(path: string, stat: BigIntStats): string | undefined {
    const version = fileVersion(stat);
    const known = this.#known.get(path);
    if (known?.version === version) return known.etag;
    this.#before ??= this.#file === undefined ? new Map() : readKnown(this.#file);
    const before = this.#before.get(path);
    if (before?.version !== version) return undefined;
    this.#known.set(path, before);
    return before.etag;
  }

  /** Gives the ETag of the file at `path`, whose `stat` was just taken, reading it only where it must. */
  async hash(path: string, stat: BigIntStats, now = Date.now()): Promise<HashedFile> {
    const known = this.recall(path, stat);
    if (known !== undefined) return { etag: known, size: Number(stat.size), version: fileVersion(stat) };
    const { etag, size, before, after } = await etagOfFile(path, stat);
    const version = fileVersion(before);
    const whole = fileVersion(after) === version;
    if (whole && now - changedAt(after) >= TRUSTED_AFTER_MS) {
      this.#known.set(path, { version, etag });
      this.#isSaved = false;
    }
    return { etag, size, version: whole ? version : undefined };
  }

  /** Writes what this process used, if there is more of it than before. It is a cache: a failure costs time only. */
  save(): void {
    if (this.#file === undefined || this.#isSaved) return;
    this.#isSaved = true;
    try {
      writeKnown(this.#file, this.#known);
    } catch {
      // A full or read-only disk matters to what is published, which is written elsewhere.
    }
  }
}

/** The hash of the rest, and the rest: a damaged file is no memory. */
function readKnown(file: string): ReadonlyMap<string, KnownEtag> {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const json = text.slice(end + 1);
    return new Map(text.slice(0, end) === hash('sha256', json) ? JSON.parse(json) : []);
  } catch {
    return new Map();
  }
}

function writeKnown(file: string, known: ReadonlyMap<string, KnownEtag>): void {
  const json = JSON.stringify([...known]);
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${hash('sha256', json)}\n${json}`);
  renameSync(temporary, file);
}
