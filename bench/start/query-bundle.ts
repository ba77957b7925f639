import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** How the query function is packed for Lambda, as the deployment does it. */
export const QUERY_BUNDLE: BuildOptions = {
  ...JSON.parse(readFileSync(join(ROOT, 'infra', 'query-bundle.json'), 'utf8')),
  entryPoints: [join(ROOT, 'functions', 'query', 'lambda.ts')],
  absWorkingDir: ROOT,
};
