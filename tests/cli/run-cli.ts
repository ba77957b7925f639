import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../transform/lookup-table.ts';

const PROGRAM = join(import.meta.dirname, '../../cli/seecovid.mjs');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function startCli(...args: string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the program as a shell would, to its end. */
export async function runCli(...args: string[]): Promise<Ran> {
  const child = startCli(...args);
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
