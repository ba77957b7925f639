import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

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
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code]: unknown[] = await once(child, 'close');
  const seconds = (performance.now() - started) / 1000;
  const [stdout, stderr] = await output;
  if (code === 0) return { seconds, stdout };
  throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}: ${stderr.trim().slice(-500)}`);
}
