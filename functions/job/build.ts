import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../contract/dataset.ts';
import type { MapShapes } from '../contract/map-shapes.ts';
import { Problem } from '../contract/problem.ts';
import type { EngineLimits } from '../engine/engine.ts';
import type { Store } from '../store/store.ts';

/** The platform that builds run on. Storage, clock and log come in; nothing here knows whether it runs on AWS. */
export interface BuildTools {
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  readonly builtIn: BuiltIn;
  readonly shapes: ReadonlyMap<string, MapShapes>;
  readonly code: string;
  readonly limits: EngineLimits;
  now(): Date;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
  progress(step: BuildStep, done: number, of: number): void;
  /** Milliseconds until the build is ended, wherever it is then. Absent: it never is. */
  leftMs?(): number;
}

export type BuildStep = 'staging' | 'assembling' | 'publishing';

/** Reads a file that lies beside a descriptor; undefined if there is none. */
export type ReadBeside = (name: string) => Promise<string | undefined>;

/** How the files of a built-in data set are read, by its id. */
export type BuiltIn = (dataset: string) => ReadBeside;

/** One build of one data set: what every room of it works with. */
export interface Build {
  /** The id of the data set. */
  readonly id: string;
  readonly dataset: Dataset;
  /** Names the code, and with it everything that was made by it. */
  readonly code: string;
  /** UTC, `YYYY-MM-DD`; read once. */
  readonly today: string;
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  readonly shapes: ReadonlyMap<string, MapShapes>;
  /** The job folder: the only one that DuckDB may touch. */
  readonly folder: string;
  readonly connection: DuckDBConnection;
  readonly blobs: Blobs;
  progress(step: BuildStep, done: number, of: number): void;
  /** Throws {@link Unfinished} if there may be no time for another step. @param done what can be resumed from */
  stepDone(done: string): void;
}

/** Writes blobs as they come, a few at a time, and only those that are not stored yet. */
export interface Blobs {
  /** Names the blob and stores it before {@link settle} is done; waits while too many are queued. */
  add(content: object): Promise<string>;
  has(id: string): boolean;
  settle(): Promise<void>;
  readonly written: { count: number; bytes: number };
}

/** A build that stopped because its time ends. What it has done so far is kept, and the next one resumes from there. */
export class Unfinished extends Problem {
  constructor(done: string) {
    super('internal', `the time is nearly over; ${done} is kept, and the next build goes on from there`);
  }
}

/** For saving what was done. */
const RESERVE_MS = 10_000;

/** @param leftMs milliseconds until whoever runs the build ends it, wherever it is then */
export function createTimeLimit(leftMs: () => number): Build['stepDone'] {
  let before = leftMs();
  let longestMs = 0;
  return done => {
    const left = leftMs();
    longestMs = Math.max(longestMs, before - left);
    before = left;
    // Steps differ in size, and a machine may be slow for a while.
    if (left < RESERVE_MS + 2 * longestMs) throw new Unfinished(done);
  };
}
