import type { MapShapes } from '../contract/map-shapes.ts';
import type { Store } from '../store/store.ts';
import type { BuiltIn } from './descriptor.ts';
import type { EngineLimits } from './engine/engine.ts';

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
