import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ociLayout } from './oci-layout.ts';

export interface RunOptions {
  /** A local folder, mounted as /mnt. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const USER = '1000:1000';
const RUN = join(import.meta.dirname, 'run-in-image.sh');

/** The output of tests/heavy/image.sh: an OCI layout per architecture, and the root file system of the one to run. */
export function builtImage(part: 'amd64' | 'arm64' | 'rootfs'): string {
  const folder = process.env.SEECOVID_IMAGE;
  if (folder === undefined) throw new Error('SEECOVID_IMAGE must name a folder; run tests/heavy/image.sh');
  return part === 'rootfs' ? readFileSync(join(folder, 'rootfs'), 'utf8').trim() : join(folder, part);
}

/** Starts the image by its own configuration, with other arguments than its default command. */
export function startImage(args: readonly string[], { folder, env = {} }: RunOptions): ChildProcess {
  const { config } = ociLayout(builtImage('amd64'));
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const command = [...config.Entrypoint, ...(args.length > 0 ? args : config.Cmd)];
  const settings = [builtImage('rootfs'), USER, config.WorkingDir, folder];
  return spawn(RUN, [...settings, ...config.Env, ...variables, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the image to its end. */
export async function runImage(args: readonly string[], options: RunOptions): Promise<Finished> {
  const child = startImage(args, options);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', chunk => (output.stdout += chunk));
  child.stderr?.on('data', chunk => (output.stderr += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, ...output };
}

/** Kills the first process in the image, and thereby all others. */
export async function stopImage(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.on('close', resolve));
  signalImage(child, 'SIGKILL');
  await ended;
}

/** Sends a signal to the first process in the image, like a container runtime. */
export function signalImage({ pid = 0 }: ChildProcess, signal: NodeJS.Signals): void {
  const [first] = descendantsOf(pid);
  if (first !== undefined) process.kill(first, signal);
}

/** The ids of all descendants of a process; each thread has its own children. */
export function descendantsOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap(thread => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '));
    return children.filter(child => child !== '').flatMap(child => [Number(child), ...descendantsOf(Number(child))]);
  } catch {
    // It has exited.
    return [];
  }
}
