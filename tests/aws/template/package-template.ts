import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTemplate, type Template } from './read-template.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SERVERLESS = join(ROOT, 'node_modules', 'serverless', 'bin', 'serverless.js');
/** An image by URI, so that none is built. */
export const IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/seecovid@sha256:${'0123456789abcdef'.repeat(4)}`;

export interface Packaged {
  readonly template: Template;
  /** The archive of the query function. */
  readonly zip: Buffer;
}

export interface PackageOptions {
  /** A folder that is empty or does not exist yet. */
  readonly out: string;
  readonly stage?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/**
 * The output of `serverless package`, without network, Docker or account. It uses folders of the project, so it must not run
 * twice at once.
 */
export async function packageTemplate({ out, stage = 'prod', params = {} }: PackageOptions): Promise<Packaged> {
  const options = Object.entries({ image: IMAGE, ...params }).map(([name, value]) => `--param=${name}=${value}`);
  const args = [SERVERLESS, 'package', '--region', 'eu-central-1', '--stage', stage, '--package', out, ...options];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: environment(out) });
  const text = await readFile(join(out, 'cloudformation-template-update-stack.json'), 'utf8');
  return { template: readTemplate(text), zip: await readFile(join(out, 'query.zip')) };
}

/** Any call to AWS fails at once. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, TZ } = process.env;
  const nobody = { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' };
  return { PATH, TZ, HOME: home, ...nobody, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', CI: 'true' };
}
