import { join } from 'node:path';
import { count, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { type ProcessUsage, runMeasured } from '../workbench/run-process.ts';

/** One build in its own process. */
export interface GrownRun extends ProcessUsage {
  readonly seconds: number;
  readonly rows: number;
  readonly staged: number;
  readonly rebuiltMonths: number;
  /** Of blobs. */
  readonly writtenBytes: number;
}

const SCRIPT = join(import.meta.dirname, 'build-later.ts');

const parseAnswer = parserOf(
  object({
    outcome: oneOf('published'),
    staged: count,
    rebuiltMonths: count,
    writtenBytes: count,
    rows: count,
  }),
);

/** Builds a folder of uploads into another; throws unless every upload went live. */
export async function runLater(uploads: string, out: string): Promise<GrownRun> {
  const { stdout, ...measured } = await runMeasured([SCRIPT, uploads, out], `${out}.usage`);
  const { outcome: _, ...answer } = parseAnswer(JSON.parse(stdout), 'the result');
  return { ...measured, ...answer };
}
