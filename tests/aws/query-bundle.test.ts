import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { packVariant, QUERY_BUNDLE, VARIANTS } from '../../bench/start/variants.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { testFirst } from '../exhaustive.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { TINY } from '../query/tiny-data.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { describeMoto } from './describe-moto.ts';
import { recordedEvent } from './event-of.ts';
import { tinyApp } from './handlers.ts';
import { responseOf } from './response-of.ts';

const MAX_BYTES = 1_200_000;
/** What the query function must not include, such as the rooms that it does not use. */
const UNWANTED =
  /duckdb|^functions\/(?!contract|measures|query|store)|functions\/store\/disk|local\/|cli\/|chokidar|node-server|node_modules\/yaml/;

test('the query function is bundled within its budget, with what it needs and nothing else', async () => {
  const { metafile } = await build({ ...QUERY_BUNDLE, write: false, outfile: 'lambda.mjs', metafile: true });
  const [output] = Object.values(metafile.outputs);
  expect(output?.bytes).toBeLessThanOrEqual(MAX_BYTES);
  expect(output?.imports.filter(({ path }) => !isBuiltin(path))).toEqual([]);
  expect(output?.exports).toEqual(['handler']);
  expect(Object.keys(output?.inputs ?? {}).filter(input => UNWANTED.test(input))).toEqual([]);
});

test('the benchmark bundles the deployed variant first, the only one with budgets', () => {
  expect(VARIANTS.map(({ deployed }) => deployed)).toEqual(VARIANTS.map((_, index) => index === 0));
  expect(VARIANTS[0]?.options).toBe(QUERY_BUNDLE);
  expect(new Set(VARIANTS.map(({ name }) => name)).size).toBe(VARIANTS.length);
});

test('docs/performance.md has a row for each variant', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'performance.md'), 'utf8');
  const section = page.slice(page.indexOf('| Packed'), page.indexOf('The budgets are'));
  const rows = [...section.matchAll(/^\| (\S.*?) +\| +[\d,]+ \|/gm)].map(match => match[1]);
  expect(rows).toEqual(VARIANTS.map(({ name }) => name));
});

describeMoto('the bundled query function', aws => {
  testFirst(VARIANTS.map(variant => [variant.name, variant] as const))(
    '%s responds like its sources',
    async (_, variant) => {
      const bucket = await aws().bucket();
      await publishFixture(new S3Store({ client: aws().client, bucket }), TINY);
      const { file } = await packVariant(await temporaryFolder(), variant);
      const env = { ...process.env, SEECOVID_SITE_BUCKET: bucket, AWS_ENDPOINT_URL_S3: aws().endpoint };
      for (const event of ['get', 'through-cloudfront', 'repeated-parameter', 'preflight']) {
        const { handle } = await tinyApp();
        expect(responseOf(await invoke(file, event, env))).toEqual(responseOf(await handle(recordedEvent(event))));
      }
    },
  );
});

const INVOKE = `const [file, event] = process.argv.slice(1);
const { handler } = await import(file);
console.log(JSON.stringify(await handler(JSON.parse(event))));
process.exit(0);`;

/** In a separate process, like Lambda. */
async function invoke(file: string, event: string, env: NodeJS.ProcessEnv) {
  const args = ['--input-type=module', '-e', INVOKE, file, JSON.stringify(recordedEvent(event))];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout);
}
