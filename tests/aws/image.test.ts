import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { S3Store } from '../../functions/store/s3-store.ts';
import { stageImage } from '../../infra/image/stage-image.ts';
import { buildSite } from '../../local/build-site.ts';
import { workshop } from '../build/workshop.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { publishTables } from '../tables/publish-table.ts';
import { VISITS } from '../tables/visits.ts';
import { describeMoto } from './describe-moto.ts';
import { batchOf, changeOf, eventOf } from './event-of.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DOCKERFILE = readFileSync(join(ROOT, 'Dockerfile.lambda'), 'utf8');

/** The folder that becomes /var/task, with the runtime packages of this checkout. */
async function staged(): Promise<string> {
  await buildSite();
  const out = join(await temporaryFolder(), 'task');
  await stageImage({ out, architecture: 'amd64', install: linkPackages });
  execFileSync('cp', [join(ROOT, 'infra/image/entry.sh'), out]);
  return out;
}

async function linkPackages(folder: string): Promise<void> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  for (const [path, { dev = false }] of Object.entries<{ dev?: boolean }>(packages)) {
    const nested = path.split('node_modules/').length > 2;
    if (path === '' || dev || nested || !existsSync(join(ROOT, path))) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(ROOT, path), join(folder, path));
  }
}

describe('Dockerfile.lambda', () => {
  const stages = DOCKERFILE.split(/^(?=FROM )/m).slice(1);
  const instructions = (stage: string) =>
    [...stage.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, name, rest]) => [name, rest]);

  test('runs nothing in its last stage, so it needs no emulation, and runs as an unprivileged user', () => {
    expect(stages).toHaveLength(2);
    const last = instructions(stages[1] ?? '');
    expect(last.map(([name]) => name)).toEqual(['FROM', 'ENV', 'COPY', 'WORKDIR', 'USER', 'ENTRYPOINT', 'CMD']);
    expect(last).toContainEqual(['USER', '1000:1000']);
    expect(last).toContainEqual(['COPY', '--from=staged /staged /var/task']);
  });

  test('uses its base argument for both stages, by default the AWS image with a dated tag', () => {
    expect(DOCKERFILE).toMatch(/^ARG BASE=public\.ecr\.aws\/lambda\/nodejs:24(\.\d+){4}$/m);
    for (const stage of stages) expect(stage).toMatch(/^FROM .*\$\{BASE\}/);
  });

  test('leaves the architecture to the builder: a default would override --platform', () => {
    expect(DOCKERFILE).toMatch(/^ARG TARGETARCH$/m);
  });

  test('copies only what .dockerignore includes', () => {
    const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
      .split('\n')
      .filter(line => /^[^#]/.test(line));
    expect(lines[0]).toBe('*');
    const included = lines.filter(line => line.startsWith('!')).map(line => line.slice(1));
    expect(included.filter(name => !existsSync(join(ROOT, name)))).toEqual([]);
    for (const name of ['tests', '.git', '.local', 'node_modules', 'bench', '.env'])
      expect(included).not.toContain(name);
  });
});

describe('stageImage({ out, architecture })', () => {
  test('contains code, descriptors and maps, but no data besides the sample, and no tests or secrets', {
    timeout: 120_000,
  }, async () => {
    const out = await staged();
    expect(readdirSync(out).sort()).toEqual(
      ['LICENSE', 'cli', 'datasets', 'entry.sh', 'functions', 'local', 'maps', 'node_modules'].concat([
        'package-lock.json',
        'package.json',
        'site',
        'tables.mjs',
        'transform.mjs',
      ]),
    );
    expect(readdirSync(join(out, 'site'))).toEqual(['dist']);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
      name => !name.startsWith('node_modules'),
    );
    // The sample's second data set.
    const sample = 'datasets/iris/iris.csv';
    expect(files.filter(name => /\.(csv|parquet|env|pem)$|(^|\/)\./.test(name))).toEqual([sample]);
  });

  test('entry.sh starts a handler, or seecovid with anything else', { timeout: 120_000 }, async () => {
    const out = await staged();
    const { folder, putReport } = await workshop();
    await putReport('2020-03-01', [{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);
    const run = (...args: string[]) =>
      execFileSync(join(out, 'entry.sh'), args, {
        encoding: 'utf8',
        env: { ...process.env, SEECOVID_RUNTIME: '/bin/echo' },
      });
    for (const handler of ['transform.handler', 'tables.handler']) expect(run(handler)).toBe(`${handler}\n`);
    const without = { PATH: process.env.PATH, SEECOVID_RUNTIME: '/usr/bin/env' };
    const homeOf = (env: NodeJS.ProcessEnv) =>
      execFileSync(join(out, 'entry.sh'), ['X=transform.handler'], { encoding: 'utf8', env }).match(
        /^HOME=(.*)$/m,
      )?.[1];
    expect(homeOf(without)).toBe('/tmp');
    expect(homeOf({ ...without, HOME: '/home/somebody' })).toBe('/home/somebody');
    for (const command of ['start', 'transform']) expect(run(command, '--help')).toContain(`seecovid ${command}`);
    const published = join(folder, 'published');
    const result = JSON.parse(run('transform', '--uploads', join(folder, 'uploads'), '--out', published, '--json'));
    expect(result.datasets).toMatchObject([{ dataset: 'covid', outcome: 'published' }]);
  });
});

describeMoto('a staged handler', aws => {
  test('of the transform publishes with the code version of its sources', { timeout: 120_000 }, async () => {
    const out = await staged();
    const { tools, putReport } = await workshop();
    await putReport('2020-03-01', [{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);
    const { client, endpoint, bucket } = aws();
    const [uploads, work, site] = await Promise.all([bucket(), bucket(), bucket()]);
    const store = new S3Store({ client, bucket: uploads });
    for await (const { key } of tools.uploads.list('covid/'))
      await store.put(key, (await (await tools.uploads.get(key))?.bytes()) ?? new Uint8Array());
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
      LAMBDA_TASK_ROOT: out,
      SEECOVID_UPLOADS_BUCKET: uploads,
      SEECOVID_WORK_BUCKET: work,
      SEECOVID_SITE_BUCKET: site,
    };
    const lines = await invoke(out, 'transform', batchOf(changeOf('covid/03-01-2020.csv', { bucket: uploads })), env);
    expect(lines.at(-1)).toEqual({ batchItemFailures: [] });
    expect(lines[0]).toMatchObject({
      event: 'built',
      dataset: 'covid',
      outcome: 'published',
    });
    const pointer = await new S3Store({ client, bucket: site }).get('data/covid/latest.json');
    const { attempt } = JSON.parse(Buffer.from((await pointer?.bytes()) ?? []).toString());
    const receipt = await new S3Store({ client, bucket: site }).get(`data/covid/receipts/${attempt.receipt}.json`);
    expect(receipt).toBeDefined();
    expect(readFileSync(join(out, 'transform.mjs'), 'utf8')).toContain(tools.code);
  });

  test('of tables answers rows', { timeout: 120_000 }, async () => {
    const out = await staged();
    const { client, endpoint, bucket } = aws();
    const site = await bucket();
    await publishTables(new S3Store({ client, bucket: site }), 'clinic', [VISITS]);
    const env = {
      ...process.env,
      TMPDIR: await temporaryFolder(),
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '3008',
      SEECOVID_SITE_BUCKET: site,
    };
    const event = eventOf('https://example.org/api/v1/datasets/clinic/tables/visits/rows?limit=1');
    const [{ statusCode, body }] = await invoke(out, 'tables', event, env);
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ total: 6, rows: [VISITS.parts[0]?.[0]?.map(isoTime)] });
  });
});

function isoTime(cell: unknown): unknown {
  return typeof cell === 'string' ? cell.replace(/^(\d{4}-\d\d-\d\d) /, '$1T') : cell;
}

/** The lines that a handler writes in a process of its own; the last one is its result. */
async function invoke(out: string, name: string, event: object, env: NodeJS.ProcessEnv) {
  await mkdir(join(out, 'run'));
  const script = join(out, 'run', 'invoke.mjs');
  await writeFile(script, `import { handler } from '../${name}.mjs';\n${INVOKE}`);
  const output = execFileSync(process.execPath, [script, JSON.stringify(event)], { encoding: 'utf8', env });
  return output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

const INVOKE = `const result = await handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 300000 });
console.log(JSON.stringify(result));
process.exit(0);`;
