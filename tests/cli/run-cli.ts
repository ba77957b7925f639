import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, '../../cli/seecovid.mjs');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function startCli(...args: string[]): ChildProcess {
  return startCliIn({}, ...args);
}

/** The working directory, and environment variables in addition to those of the tests. */
export interface CliEnvironment {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function startCliIn({ cwd, env }: CliEnvironment, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: { ...process.env, ...env },
  });
}

/** Runs the program to its end. */
export async function runCli(...args: string[]): Promise<Ran> {
  return await ended(startCli(...args));
}

export async function runCliIn(environment: CliEnvironment, ...args: string[]): Promise<Ran> {
  return await ended(startCliIn(environment, ...args));
}

/** The output of a program once it has ended. */
export async function ended(child: ChildProcess): Promise<Ran> {
  const closed = once(child, 'close');
  const texts = [child.stdout, child.stderr].map(stream => (stream === null ? '' : text(stream)));
  const [out = '', err = ''] = await Promise.all(texts);
  await closed;
  return { code: child.exitCode, out, err };
}

/** A folder of uploads with one data set, `covid`, and a folder to publish into; gone after the test. */
export async function uploadsOf(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const uploads = join(folder, 'uploads');
  const put = async (name: string, content: string) => {
    const path = join(uploads, 'covid', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  for (const [name, content] of Object.entries({ [LOOKUP_NAME]: LOOKUP_TABLE, ...files })) await put(name, content);
  return { folder, uploads, out: join(folder, 'out'), put };
}
