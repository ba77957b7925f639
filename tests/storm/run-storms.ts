import type { FaultCounts } from './faults.ts';
import { runStorm, type StormOptions, type StormResult } from './run-storm.ts';

export interface StormsResult {
  readonly storms: number;
  readonly broken: readonly StormResult[];
  readonly faults: FaultCounts;
  readonly published: number;
  readonly deleted: number;
}

/** While one storm waits for its engine, others go on. */
const AT_ONCE = 3;

/** Runs storms of seeds that follow each other. @param until ends early once it holds */
export async function runStorms(
  firstSeed: number,
  storms: number,
  options: StormOptions = {},
  until: (result: StormResult) => boolean = () => false,
): Promise<StormsResult> {
  const results: StormResult[] = [];
  const faults: FaultCounts = new Map();
  let next = firstSeed;
  let ended = false;
  const runSome = async () => {
    while (next < firstSeed + storms && !ended) {
      const result = await runStorm(next++, options);
      ended ||= until(result);
      for (const [fault, count] of result.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
      // A trace is long, and only that of a broken promise is wanted.
      results.push(result.broken === null ? { ...result, trace: [] } : result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runSome));
  const broken = results.filter(result => result.broken !== null).sort((a, b) => a.seed - b.seed);
  const published = results.reduce((sum, result) => sum + result.published, 0);
  const deleted = results.reduce((sum, result) => sum + result.deleted, 0);
  return { storms: results.length, broken, faults, published, deleted };
}
