import type { MapShapes } from '../contract/map-shapes.ts';
import { Problem } from '../contract/problem.ts';
import type { EngineLimits } from '../engine/engine.ts';
import type { Store } from '../store/store.ts';

/** Everything a build touches. Storage, clock and log come in; nothing here knows whether it runs on AWS. */
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

/** Reads a file that stands beside a descriptor; undefined where there is none. */
export type ReadBeside = (name: string) => Promise<string | undefined>;

/** How a built-in data set's files are read, by its id. */
export type BuiltIn = (dataset: string) => ReadBeside;

/** A build that stopped because its time ends. What it has done so far is kept, and the next one goes on from there. */
export class Unfinished extends Problem {
  constructor(done: string) {
    super('internal', `the time is nearly over; ${done} is kept, and the next build goes on from there`);
  }
}

/** Told after each step that can be gone on from; throws {@link Unfinished} where there may be no time for another. */
export type StepDone = (done: string) => void;

/** For putting down what was done. */
const RESERVE_MS = 10_000;

/** @param leftMs milliseconds until whoever runs the build ends it, wherever it is then */
export function createTimeLimit(leftMs: () => number): StepDone {
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

/** Writes blobs as they come, a few at a time, and only those that are not there yet. */
export interface BlobWriter {
  /** Names the blob and sees to it that it is stored before {@link settle} is done; waits where too many wait already. */
  add(content: object): Promise<string>;
  has(id: string): boolean;
  settle(): Promise<void>;
  readonly written: { count: number; bytes: number };
}
