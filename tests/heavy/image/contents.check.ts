import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neededSymbols, tooNewForBase } from '../../aws/base-symbols.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';
import { builtImage } from './image-under-test.ts';
import { type LayerEntry, ociLayout } from './oci-layout.ts';

const OURS_MAX_BYTES = 110_000_000;
const WHOLE_MAX_COMPRESSED_BYTES = 300_000_000;
const TASK = 'var/task/';

/** The offset of the machine type in an ELF file, and its values. */
const ELF_MACHINE_AT = 18;
const MACHINES = { arm64: 183, amd64: 62 } as const;

/** The stand-in base has a single layer. */
const BASE_LAYERS = 1;

describe.each([
  ['arm64', 'arm64', 'x64'],
  ['amd64', 'x64', 'arm64'],
] as const)('the image for %s', (architecture, cpu, other) => {
  const { config, layers, architecture: declared } = ociLayout(builtImage(architecture));
  const ours = layers.slice(BASE_LAYERS);
  const entries = ours.flatMap(layer => layer.entries());
  const files = entries.filter(({ mode }) => mode.startsWith('-'));
  const named = (pattern: RegExp) => entries.filter(({ name }) => pattern.test(name)).map(({ name }) => name);

  test('declares its architecture, and starts our entry point with the handler, not as root', () => {
    expect(declared).toBe(architecture);
    expect(config).toMatchObject({
      User: '1000:1000',
      WorkingDir: '/var/task',
      Entrypoint: ['/var/task/entry.sh'],
      Cmd: ['transform.handler'],
    });
    expect(config.Env).toContain('NODE_ENV=production');
    expect(config.Env).toContain('LAMBDA_TASK_ROOT=/var/task');
  });

  test('keeps no setting of the machine that built it', () => {
    expect(config.Env.map(variable => variable.split('=')[0]).sort()).toEqual(
      [
        'LAMBDA_RUNTIME_DIR',
        'LAMBDA_TASK_ROOT',
        'LANG',
        'LD_LIBRARY_PATH',
        'MALLOC_MMAP_THRESHOLD_',
        'NODE_ENV',
        'PATH',
      ].concat('TZ'),
    );
    expect(named(/npmrc|\.pem$|\.crt$|\.key$/)).toEqual([]);
  });

  test('our layers and the whole image are small enough', () => {
    const bytes = sumOf(files.map(file => file.bytes));
    const compressed = sumOf(ours.map(layer => layer.compressedBytes));
    const whole = sumOf(layers.map(layer => layer.compressedBytes));
    console.log(`${architecture}: our layers ${megabytes(bytes)}, compressed ${megabytes(compressed)}`);
    console.log(`${architecture}: the whole image on the stand-in, compressed ${megabytes(whole)}`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(OURS_MAX_BYTES);
    expect(whole).toBeLessThanOrEqual(WHOLE_MAX_COMPRESSED_BYTES);
  });

  test('adds nothing outside of /var/task, all of it readable and not writable by others', () => {
    expect(named(/^(?!var(\/task(\/.*)?)?$)/)).toEqual([]);
    expect(entries.filter(entry => !readable(entry))).toEqual([]);
    expect(files.filter(({ mode }) => /w/.test(mode.slice(4)))).toEqual([]);
  });

  test('contains code, descriptors, SQL, maps and the built site', () => {
    for (const name of [
      'entry.sh',
      'transform.mjs',
      'tables.mjs',
      'cli/seecovid.mjs',
      'site/dist/index.html',
      'LICENSE',
    ])
      expect(named(new RegExp(`^${TASK}${name}$`))).toHaveLength(1);
    expect(named(/\/datasets\/covid\/[^/]+\.(yaml|sql)$/)).toHaveLength(3);
    expect(named(/\/maps\/[^/]+\.json$/).length).toBeGreaterThan(1);
  });

  test('contains no data but iris, no tests, no sources of the site, no secrets, no hidden files', () => {
    const outside = entries.filter(({ name }) => !name.includes('/node_modules/')).map(({ name }) => name);
    expect(outside.filter(name => /\.(csv|parquet|env|pem|log)$/.test(name) && !/iris/.test(name))).toEqual([]);
    expect(outside.filter(name => /\/(\.[^/]+|tests|bench|docs|infra|generated)(\/|$)/.test(name))).toEqual([]);
    expect(named(/\/site\/(?!dist)/)).toEqual([]);
  });

  test('contains its runtime packages, the engine for its CPU only, and no development packages', () => {
    const packages = named(/\/node_modules\/(@[^/]+\/)?[^/@.]+$/).map(name => name.split('/node_modules/').at(-1));
    expect(packages).toEqual(expect.arrayContaining(['hono', 'yaml', '@aws-sdk/client-s3', '@duckdb/node-api']));
    for (const name of ['typescript', 'vite', 'vitest', 'node', 'esbuild', 'serverless', 'playwright-core', 'npm'])
      expect(packages).not.toContain(name);
    expect(packages.filter(name => name?.startsWith('@duckdb/node-bindings-'))).toEqual([
      `@duckdb/node-bindings-linux-${cpu}`,
    ]);
    expect(named(new RegExp(`bindings-.*${other}|musl`))).toEqual([]);
  });

  test('contains an engine that fits the C and C++ libraries of the base', async () => {
    const libraries = named(/\.(so|node)$/);
    expect(libraries.map(name => basename(name)).sort()).toEqual(['duckdb.node', 'libduckdb.so']);
    const folder = await temporaryFolder();
    for (const layer of ours) layer.extract(libraries, folder);
    for (const name of libraries) {
      const file = join(folder, name);
      expect(neededSymbols(file)).toMatchObject({ GLIBC: expect.anything(), CXXABI: expect.anything() });
      expect(tooNewForBase(file)).toEqual([]);
      expect(readFileSync(file).readUInt16LE(ELF_MACHINE_AT)).toBe(MACHINES[architecture]);
    }
  });
});

function readable({ mode }: LayerEntry): boolean {
  if (mode.startsWith('l')) return true;
  return mode.startsWith('d') ? /r.x$/.test(mode) : /r..$/.test(mode);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
