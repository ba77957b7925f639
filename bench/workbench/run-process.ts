import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface FinishedProcess {
  /** From the call to the end of the process. */
  readonly seconds: number;
  readonly stdout: string;
}

/** Runs a program to its end. Throws with what it wrote to stderr unless its exit code is 0. */
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
