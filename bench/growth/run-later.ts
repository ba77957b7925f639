import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { count, finite, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { runProcess } from '../workbench/run-process.ts';

/** One build as a process of its own, from its start to its end. */
export interface GrownRun {
  readonly seconds: number;
  /** Of all its threads together; hardly longer on a busy machine. */
  readonly processorSeconds: number;
  readonly peakBytes: number;
  readonly rows: number;
  readonly staged: number;
  readonly rebuiltMonths: number;
  /** Of blobs. */
  readonly writtenBytes: number;
}

const SCRIPT = join(import.meta.dirname, 'build-later.ts');
const WRITE_USAGE = pathToFileURL(join(import.meta.dirname, '..', 'workbench', 'write-usage.ts')).href;

const parseAnswer = parserOf(
  object({
    outcome: oneOf('published'),
    staged: count,
    rebuiltMonths: count,
    writtenBytes: count,
    rows: count,
  }),
);
const parseUsage = parserOf(
  object({
    processorSeconds: finite,
    peakBytes: count,
  }),
);

/** Builds a folder of uploads into another; throws unless every upload went live. */
export async function runLater(uploads: string, out: string): Promise<GrownRun> {
  const usageFile = `${out}.usage`;
  const args = ['--import', WRITE_USAGE, SCRIPT, uploads, out];
  const { seconds, stdout } = await runProcess(process.execPath, args, { SEECOVID_USAGE_FILE: usageFile });
  const { processorSeconds, peakBytes } = parseUsage(JSON.parse(await readFile(usageFile, 'utf8')), 'the usage');
  await rm(usageFile);
  const { outcome: _, ...answer } = parseAnswer(JSON.parse(stdout), 'the result');
  return { seconds, processorSeconds, peakBytes, ...answer };
}
