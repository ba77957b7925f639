import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { count, finite, list, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { runProcess } from './run-process.ts';

/** One `seecovid transform` as a process of its own, from its start to its end. */
export interface TransformRun {
  readonly seconds: number;
  /** Of all its threads together; hardly longer on a busy machine. */
  readonly processorSeconds: number;
  readonly peakBytes: number;
  /** How many uploads it read. */
  readonly staged: number;
}

const CLI = join(import.meta.dirname, '..', '..', 'cli', 'seecovid.mjs');
const WRITE_USAGE = pathToFileURL(join(import.meta.dirname, 'write-usage.ts')).href;

const parseAnswer = parserOf(
  object({
    datasets: list(object({ outcome: oneOf('published'), staged: count })),
  }),
);

const parseUsage = parserOf(
  object({
    processorSeconds: finite,
    peakBytes: count,
  }),
);

/** Publishes a folder of uploads into another; throws unless every upload went live. */
export async function runTransform(uploads: string, out: string): Promise<TransformRun> {
  const usageFile = `${out}.usage`;
  const args = ['--import', WRITE_USAGE, CLI, 'transform', '--uploads', uploads, '--out', out, '--json'];
  const { seconds, stdout } = await runProcess(process.execPath, args, { SEECOVID_USAGE_FILE: usageFile });
  const usage = parseUsage(JSON.parse(await readFile(usageFile, 'utf8')), 'the usage');
  await rm(usageFile);
  const [answer] = parseAnswer(JSON.parse(stdout), 'the result').datasets;
  return { seconds, ...usage, staged: answer?.staged ?? 0 };
}
