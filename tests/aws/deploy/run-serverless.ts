import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../store/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SERVERLESS = join(
  dirname(createRequire(import.meta.url).resolve('serverless/package.json')),
  'bin',
  'serverless.js',
);

export interface Ran {
  readonly code: number;
  /** What it said, without colors and without lines that were written over. */
  readonly said: string;
}

/** A folder that can be deployed: the small stack, the project's own plugin, and a site of one page and one asset. */
export async function smallService(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(import.meta.dirname, 'stack', 'serverless.yml'), join(folder, 'serverless.yml'));
  for (const name of ['infra', 'node_modules']) await symlink(join(ROOT, name), join(folder, name));
  await mkdir(join(folder, 'site', 'dist', 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'site', 'dist', 'index.html'),
    '<!doctype html><script src="/assets/app-1a.js"></script>',
  );
  await writeFile(join(folder, 'site', 'dist', 'assets', 'app-1a.js'), 'console.log("map")');
  return folder;
}

/** A folder with the project's own serverless.yml and what that refers to. */
export async function projectService(): Promise<string> {
  const folder = await temporaryFolder();
  // The tool takes no link for its own file.
  for (const name of ['serverless.yml', 'package.json']) await cp(join(ROOT, name), join(folder, name));
  for (const name of ['infra', 'node_modules']) await symlink(join(ROOT, name), join(folder, name));
  return folder;
}

/** Runs the deployment tool itself in a folder, against another endpoint than that of AWS. */
export async function runServerless(folder: string, endpoint: string, ...args: string[]): Promise<Ran> {
  return await runServerlessWith({}, folder, endpoint, ...args);
}

/** The same with more in its environment, which has nothing of that of the tests but the path. */
export async function runServerlessWith(
  more: Readonly<Record<string, string>>,
  folder: string,
  endpoint: string,
  ...args: string[]
): Promise<Ran> {
  const env = {
    ...more,
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    // Milliseconds between looks at the stack.
    SLS_AWS_MONITORING_FREQUENCY: '100',
  };
  return await new Promise(resolve => {
    execFile(process.execPath, [SERVERLESS, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, said: plain(stdout + stderr) });
    });
  });
}

function plain(output: string): string {
  const ESCAPE = String.fromCharCode(27);
  return output.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g'), '');
}
