import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeFiles, codeVersion } from '../functions/build/code-version.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.local', 'cli');
const RECORD = 'bundle.json';
const ENTRY = 'main.mjs';

/** What `seecovid.mjs` compares with the sources, by paths below the root. */
interface BundleRecord {
  readonly entry: string;
  /** Each source and each list of packages, with its size and time. */
  readonly sources: readonly (readonly [path: string, version: string])[];
}

/** Not needed to run a command, or finds files of its own. */
const OUTSIDE = ['@duckdb/node-bindings', 'esbuild', 'vite'];
const PACKAGES = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * Bundles all commands into a few files that do what the sources do. Returns the address of the module with `main`. Throws
 * without the bundler, which only a checkout has.
 */
export async function bundle(): Promise<string> {
  const { build } = await import('esbuild');
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(FOLDER, 'bundle-'));
  try {
    await writeBundle(folder, build);
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw cause;
  }
  await removeOld(folder);
  return pathToFileURL(join(folder, ENTRY)).href;
}

async function writeBundle(folder: string, build: typeof import('esbuild').build): Promise<void> {
  const versions = new Map<string, string>();
  // Taken before the file is read: a change meanwhile makes the bundle stale.
  const note = async (path: string) => {
    const { size, mtimeMs } = await stat(path);
    versions.set(below(path), `${size} ${mtimeMs}`);
  };
  const code = (await codeFiles()).map(file => join(ROOT, 'functions', file));
  await Promise.all([PACKAGES, INSTALLED, ...code].map(note));
  await build({
    ...{ entryPoints: [join(import.meta.dirname, 'main.ts')], outdir: folder, outExtension: { '.js': '.mjs' } },
    ...{ bundle: true, splitting: true, platform: 'node', target: 'node24', format: 'esm' },
    ...{ external: OUTSIDE, legalComments: 'none', logLevel: 'silent' },
    define: { 'process.env.SEECOVID_CODE_VERSION': JSON.stringify(await codeVersion()) },
    // For packages that are CommonJS, as the YAML parser is.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [
      {
        name: 'sources',
        setup({ onLoad }) {
          onLoad({ filter: /\.(ts|json)$/ }, async ({ path }) => {
            if (path.includes(`${sep}node_modules${sep}`)) return undefined;
            await note(path);
            const contents = inPlace(await readFile(path, 'utf8'), path);
            return { contents, loader: path.endsWith('.json') ? 'json' : 'ts' };
          });
        },
      },
    ],
  });
  const record: BundleRecord = { entry: below(join(folder, ENTRY)), sources: [...versions] };
  await writeFile(join(folder, RECORD), JSON.stringify(record));
  await rename(join(folder, RECORD), join(FOLDER, RECORD));
}

function below(path: string): string {
  return relative(ROOT, path).replaceAll(sep, '/');
}

/** The source with the place where it lies instead of that of the bundle. */
function inPlace(source: string, path: string): string {
  return source
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
}

const OLD_MS = 24 * 60 * 60 * 1000;

/** Keeps younger ones: a server may be running from one, and load a part of it later. */
async function removeOld(newest: string): Promise<void> {
  for (const name of await readdir(FOLDER)) {
    const path = join(FOLDER, name);
    if (path === newest || !name.startsWith('bundle-')) continue;
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > OLD_MS) await rm(path, { recursive: true, force: true });
  }
}
