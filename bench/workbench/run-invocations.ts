import { join } from 'node:path';
import { count, integer, object, parserOf } from '../../functions/contract/schema.ts';
import { runMeasured } from './run-process.ts';

/** A build by as many invocations as it takes, each in a new process. */
export interface Invocations {
  readonly invocations: number;
  /** Of all together. */
  readonly seconds: number;
  readonly peakBytes: number;
  /** The least time that was left when one ended, of a function that ends after {@link FUNCTION_SECONDS}. */
  readonly leastLeftMs: number;
}

export const FUNCTION_SECONDS = 300;
/** After so many receives the queue gives a message up. */
export const MAX_RECEIVES = 5;

const INVOKE = join(import.meta.dirname, 'invoke-transform.ts');

const parseAnswer = parserOf(object({ givenBack: count, leftMs: integer }));

/** @param slower its clock goes so many times as fast as ours, as if everything took so much longer */
export async function runInvocations(uploads: string, out: string, slower: number): Promise<Invocations> {
  const clock = ['--seconds', String(FUNCTION_SECONDS), '--slower', String(slower)];
  const options = ['--uploads', uploads, '--out', out, ...clock];
  const total = { seconds: 0, peakBytes: 0, leastLeftMs: FUNCTION_SECONDS * 1000 };
  for (let invocations = 1; invocations <= MAX_RECEIVES; invocations++) {
    const { seconds, stdout, peakBytes } = await runMeasured([INVOKE, ...options], `${out}.usage`);
    const { givenBack, leftMs } = parseAnswer(JSON.parse(stdout), 'the answer');
    total.seconds += seconds;
    total.peakBytes = Math.max(total.peakBytes, peakBytes);
    total.leastLeftMs = Math.min(total.leastLeftMs, leftMs);
    if (givenBack === 0) return { invocations, ...total };
  }
  throw new Error(`the build must be done after ${MAX_RECEIVES} invocations; the queue would give its message up`);
}
