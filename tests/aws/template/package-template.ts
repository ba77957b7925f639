import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTemplate, type Template } from './read-template.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SERVERLESS = join(ROOT, 'node_modules', 'serverless', 'bin', 'serverless.js');
/** An image by address, so that none is built. */
export const IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/seecovid@sha256:${'0123456789abcdef'.repeat(4)}`;

export interface Packaged {
  readonly template: Template;
  /** The query function as it is uploaded. */
  readonly zip: Buffer;
}

export interface PackageOptions {
  /** An empty folder, or none yet. */
  readonly out: string;
  readonly stage?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/**
 * What `serverless package` makes of serverless.yml: without network, Docker or account. It works in folders of the
 * project, so never twice at once.
 */
export async function packageTemplate({ out, stage = 'prod', params = {} }: PackageOptions): Promise<Packaged> {
  const given = Object.entries({ image: IMAGE, ...params }).map(([name, value]) => `--param=${name}=${value}`);
  const args = [SERVERLESS, 'package', '--region', 'eu-central-1', '--stage', stage, '--package', out, ...given];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: environment(out) });
  const text = await readFile(join(out, 'cloudformation-template-update-stack.json'), 'utf8');
  return { template: readTemplate(text), zip: await readFile(join(out, 'query.zip')) };
}

/** Whoever asks AWS for anything fails at once. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, TZ } = process.env;
  const nobody = { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' };
  return { PATH, TZ, HOME: home, ...nobody, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', CI: 'true' };
}
