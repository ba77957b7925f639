import { join } from 'node:path';
import { count, list, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { type ProcessUsage, runMeasured } from './run-process.ts';

/** One run of `seecovid transform` in its own process. */
export interface TransformRun extends ProcessUsage {
  readonly seconds: number;
  /** How many uploads it read. */
  readonly staged: number;
}

const CLI = join(import.meta.dirname, '..', '..', 'cli', 'seecovid.mjs');

const parseResult = parserOf(
  object({
    datasets: list(object({ outcome: oneOf('published'), staged: count })),
  }),
);

/** Publishes a folder of uploads into another; throws unless every upload went live. */
export async function runTransform(uploads: string, out: string): Promise<TransformRun> {
  const args = [CLI, 'transform', '--uploads', uploads, '--out', out, '--json'];
  const { stdout, ...measured } = await runMeasured(args, `${out}.usage`);
  const [result] = parseResult(JSON.parse(stdout), 'the result').datasets;
  return { ...measured, staged: result?.staged ?? 0 };
}
