import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { codeVersion } from '../../functions/build/code-version.ts';

/** By their OCI names. */
export type Architecture = 'arm64' | 'amd64';

export interface StageOptions {
  /** A folder that is empty or does not exist yet. */
  readonly out: string;
  readonly architecture: Architecture;
  /** Installs the runtime packages in a folder with package.json and its lock file. */
  readonly install?: (folder: string, architecture: Architecture) => Promise<unknown>;
}

const ROOT = join(import.meta.dirname, '..', '..');

/** Everything in the image besides packages and the handlers. */
const FILES = [
  ...['package.json', 'package-lock.json', 'LICENSE'],
  ...['cli', 'datasets', 'functions', 'local', 'maps'],
];
const BUILT_SITE = join('site', 'dist');

/** The room of each function that runs the image, by the name of its handler's file. */
const HANDLERS = { transform: 'build', tables: 'tables' } as const;

/** Fills a folder with the content of /var/task in the image. The site must be built. */
export async function stageImage({ out, architecture, install = installFor }: StageOptions): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const name of [...FILES, BUILT_SITE]) {
    await cp(join(ROOT, name), join(out, name), { recursive: true, preserveTimestamps: true });
  }
  for (const [name, room] of Object.entries(HANDLERS)) await bundleHandler(room, join(out, `${name}.mjs`));
  await install(out, architecture);
}

/** The Lambda runtime cannot load TypeScript, and finds one file sooner than many. DuckDB's binary stays outside. */
async function bundleHandler(room: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'functions', room, 'lambda.ts')],
    outfile,
    bundle: true,
    external: ['@duckdb/node-bindings'],
    minify: true,
    mainFields: ['module', 'main'],
    // For packages that are CommonJS, as the YAML parser is.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    platform: 'node',
    target: 'node24',
    format: 'esm',
    define: { 'process.env.SEECOVID_CODE_VERSION': JSON.stringify(await codeVersion()) },
    logLevel: 'error',
  });
}

const CPU: Readonly<Record<Architecture, string>> = { arm64: 'arm64', amd64: 'x64' };

/** Picks binaries by name and runs no scripts, so that x86-64 can build an arm64 image without emulation. */
async function installFor(folder: string, architecture: Architecture): Promise<void> {
  const target = ['--os=linux', '--libc=glibc', `--cpu=${CPU[architecture]}`];
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...target];
  await promisify(execFile)('npm', args, { cwd: folder });
  // valibot has the compiler as an optional peer, for its types only, so npm installs ours as a runtime package.
  for (const name of ['typescript', '@typescript']) {
    await rm(join(folder, 'node_modules', name), { recursive: true, force: true });
  }
}

function architectureOf(value: string | undefined): Architecture {
  if (value === 'arm64' || value === 'amd64') return value;
  throw new Error(`the architecture must be arm64 or amd64; found "${value}"`);
}

if (import.meta.main) {
  const [out, architecture] = process.argv.slice(2);
  if (out === undefined) throw new Error('stage-image.ts OUT arm64|amd64');
  await stageImage({ out: resolve(out), architecture: architectureOf(architecture) });
}
