import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { count, listOf, oneOf, shape } from '../../functions/contract/expect.ts';
import { runProcess } from './run-process.ts';

/** One `seecovid transform` as a process of its own, from its start to its end. */
export interface TransformRun {
  readonly seconds: number;
  readonly peakBytes: number;
  /** How many uploads it read. */
  readonly staged: number;
}

const CLI = join(import.meta.dirname, '..', '..', 'cli', 'seecovid.mjs');
const WRITE_PEAK = pathToFileURL(join(import.meta.dirname, 'write-peak.ts')).href;

const parseAnswer = shape<{ readonly datasets: readonly { outcome: 'published'; staged: number }[] }>({
  datasets: listOf(shape<{ outcome: 'published'; staged: number }>({ outcome: oneOf('published'), staged: count })),
});

/** Publishes a folder of uploads into another; throws unless every upload went live. */
export async function runTransform(uploads: string, out: string): Promise<TransformRun> {
  const peakFile = `${out}.peak`;
  const args = ['--import', WRITE_PEAK, CLI, 'transform', '--uploads', uploads, '--out', out, '--json'];
  const { seconds, stdout } = await runProcess(process.execPath, args, { SEECOVID_PEAK_FILE: peakFile });
  const peakBytes = Number(await readFile(peakFile, 'utf8'));
  await rm(peakFile);
  const [answer] = parseAnswer(JSON.parse(stdout), 'the result').datasets;
  return { seconds, peakBytes, staged: answer?.staged ?? 0 };
}
