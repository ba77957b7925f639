import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAM = join(import.meta.dirname, '..', '..', 'cli', 'seecovid.mjs');

export interface EndedProcess {
  readonly ms: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to stderr. */
  readonly said: string;
}

export interface ProcessOptions {
  /** SIGKILL after so long, in ms. */
  readonly killAfterMs?: number;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** Where it makes its temporary files: a killed one leaves them. */
  readonly temporary?: string;
}

/** `seecovid transform` as a process of its own, to its end or until it is killed. */
export async function transformProcess(
  uploads: string,
  out: string,
  { killAfterMs, node = [], temporary = tmpdir() }: ProcessOptions = {},
): Promise<EndedProcess> {
  const started = performance.now();
  const args = [...node, PROGRAM, 'transform', '--uploads', uploads, '--out', out];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  const said = text(child.stderr);
  const ended = once(child, 'close');
  if (killAfterMs !== undefined) {
    await Promise.race([ended, sleep(killAfterMs)]);
    child.kill('SIGKILL');
  }
  await ended;
  return { ms: performance.now() - started, code: child.exitCode, signal: child.signalCode, said: await said };
}
