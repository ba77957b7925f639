import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { count, finite, object, parserOf } from '../../functions/contract/schema.ts';

export interface FinishedProcess {
  /** Wall-clock time, from the call to the exit of the process. */
  readonly seconds: number;
  readonly stdout: string;
}

/** Runs a program to its end. Throws with its stderr unless the exit code is 0. */
export async function runProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<FinishedProcess> {
  const started = performance.now();
  const options = { env: { ...process.env, ...env }, maxBuffer: Number.POSITIVE_INFINITY };
  const { stdout } = await promisify(execFile)(command, args, options);
  return { seconds: (performance.now() - started) / 1000, stdout };
}

export interface ProcessUsage {
  /** CPU time of all threads; barely affected by other load on the machine. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const WRITE_USAGE = pathToFileURL(join(import.meta.dirname, 'write-usage.ts')).href;
const parseUsage = parserOf(object({ cpuSeconds: finite, peakBytes: count }));

/** Runs a Node script to its end and reports the CPU time and memory it used. @param usageFile a temporary file */
export async function runMeasured(args: readonly string[], usageFile: string): Promise<FinishedProcess & ProcessUsage> {
  const env = { SEECOVID_USAGE_FILE: usageFile };
  const finished = await runProcess(process.execPath, ['--import', WRITE_USAGE, ...args], env);
  const usage = parseUsage(JSON.parse(await readFile(usageFile, 'utf8')), 'the usage');
  await rm(usageFile);
  return { ...finished, ...usage };
}
