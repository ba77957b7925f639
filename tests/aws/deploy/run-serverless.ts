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

interface Finished {
  readonly code: number;
  /** Its output, without escape sequences. */
  readonly output: string;
}

/** A folder to deploy: the small stack, the project's plugin, and a site of one page and one asset. */
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

/** A folder with the project's serverless.yml and what it refers to. */
export async function projectService(): Promise<string> {
  const folder = await temporaryFolder();
  // The tool does not accept a link to its own file.
  for (const name of ['serverless.yml', 'package.json']) await cp(join(ROOT, name), join(folder, name));
  for (const name of ['infra', 'node_modules']) await symlink(join(ROOT, name), join(folder, name));
  return folder;
}

/** Runs the deployment tool in a folder, against an endpoint other than AWS. */
export async function runServerless(folder: string, endpoint: string, ...args: string[]): Promise<Finished> {
  return await runServerlessWith({}, folder, endpoint, ...args);
}

/** The same with more variables; of the tests' environment, it gets only the path. */
export async function runServerlessWith(
  more: Readonly<Record<string, string>>,
  folder: string,
  endpoint: string,
  ...args: string[]
): Promise<Finished> {
  const env = {
    ...more,
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    // Milliseconds between polls of the stack.
    SLS_AWS_MONITORING_FREQUENCY: '100',
  };
  return await new Promise(resolve => {
    execFile(process.execPath, [SERVERLESS, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, output: plain(stdout + stderr) });
    });
  });
}

function plain(output: string): string {
  const ESCAPE = String.fromCharCode(27);
  return output.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g'), '');
}
