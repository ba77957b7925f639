import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../contract/dataset.ts';
import type { BlobFormat } from '../contract/keys.ts';
import type { MapGrid } from '../contract/map-grid.ts';
import type { MapShapes } from '../contract/map-shapes.ts';
import { Problem } from '../contract/problem.ts';
import type { EngineLimits } from '../engine/engine.ts';
import type { Lanes } from '../engine/lanes.ts';
import type { UploadedMap } from '../shapes/read-shapes.ts';
import type { Store } from '../store/store.ts';

/** The platform that builds run on: storage, clock and log are injected, so no build knows whether it runs on AWS. */
export interface BuildTools {
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  readonly builtIn: BuiltIn;
  readonly shapes: ReadonlyMap<string, MapShapes>;
  /** What small pictures of the maps are drawn from. */
  readonly grids: ReadonlyMap<string, MapGrid>;
  readonly code: string;
  readonly limits: EngineLimits;
  /** Whether tables that seem to hold personal data wait to be accepted before they are published; else that is a warning. */
  readonly holdsPersonalData: boolean;
  now(): Date;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
  progress(step: BuildStep, done: number, of: number): void;
  /** Milliseconds until the platform kills the build; absent if it never does. */
  leftMs?(): number;
}

export type BuildStep = 'staging' | 'assembling' | 'publishing';

/** Reads a file next to a descriptor; undefined if there is none. */
export type ReadBeside = (name: string) => Promise<string | undefined>;

/** How the files of a built-in data set are read, by its id. */
export type BuiltIn = (dataset: string) => ReadBeside;

/** The context of one build of one data set. */
export interface Build {
  /** The id of the data set. */
  readonly id: string;
  readonly dataset: Dataset;
  /** The version of the code; part of every content key. */
  readonly code: string;
  /** UTC, `YYYY-MM-DD`; read once. */
  readonly today: string;
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  readonly shapes: ReadonlyMap<string, MapShapes>;
  readonly grids: ReadonlyMap<string, MapGrid>;
  /** The maps whose shapes come with the data set, by id; they are among {@link shapes} and {@link grids} too. */
  readonly ownMaps: ReadonlyMap<string, OwnMap>;
  /** What was found in shapes and places. */
  readonly remarks: readonly Remark[];
  /** The job folder: the only folder that DuckDB may touch. */
  readonly folder: string;
  readonly connection: DuckDBConnection;
  /** For statements that run side by side. */
  readonly lanes: Lanes;
  readonly holdsPersonalData: boolean;
  readonly blobs: Blobs;
  progress(step: BuildStep, done: number, of: number): void;
  /** Throws {@link Unfinished} if there may be no time for another step. @param done what the next build can resume from */
  stepDone(done: string): void;
}

/** A map that comes with the data: of shapes in a file, or of points in the rows. */
export interface OwnMap extends Omit<UploadedMap, 'warnings'> {
  /** Names what it was made from, with the code. */
  readonly name: string;
}

/** What is worth a look in an upload, though nothing is held back for it. */
export interface Remark {
  /** Of the upload. */
  readonly key: string;
  readonly text: string;
}

/** Writes blobs in the background, a few at a time, and only those that are not stored yet. */
export interface Blobs {
  /** Returns the id of the blob, which is stored by the time {@link settle} resolves; waits while too many are queued. */
  add(content: object): Promise<string>;
  addPicture(svg: string): Promise<string>;
  /** Stores a Parquet file, which must stay as it is until {@link settle} resolves. */
  addRows(path: string): Promise<string>;
  has(id: string): boolean;
  /** The same of what is not JSON. */
  hasAs(id: string, format: BlobFormat): boolean;
  settle(): Promise<void>;
  readonly written: { count: number; bytes: number };
}

/** A build that stopped because its time is nearly up. Its work so far is kept, and the next build resumes from there. */
export class Unfinished extends Problem {
  constructor(done: string) {
    super('internal', `time is nearly up; ${done} is kept, and the next build continues from there`);
  }
}

/** Time reserved for saving the work so far. */
const RESERVE_MS = 10_000;

/** @param leftMs milliseconds until the platform kills the build */
export function createTimeLimit(leftMs: () => number): Build['stepDone'] {
  let before = leftMs();
  let longestMs = 0;
  let isOver = false;
  return done => {
    // Steps that ran beside the last one.
    if (isOver) throw new Unfinished(done);
    const left = leftMs();
    longestMs = Math.max(longestMs, before - left);
    before = left;
    // Steps differ in size, and a machine may be slow for a while.
    isOver = left < RESERVE_MS + 2 * longestMs;
    if (isOver) throw new Unfinished(done);
  };
}
