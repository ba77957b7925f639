import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** How the query function is packed for Lambda, as the deployment does it. */
export const QUERY_BUNDLE: BuildOptions = {
  ...JSON.parse(readFileSync(join(ROOT, 'infra', 'query-bundle.json'), 'utf8')),
  entryPoints: [join(ROOT, 'functions', 'query', 'lambda.ts')],
  absWorkingDir: ROOT,
};

/** One way to pack the query function. */
export interface Variant {
  readonly name: string;
  readonly options: BuildOptions;
  /** What Node is told beside it. */
  readonly nodeOptions: string;
  /** The one that is deployed, held to the budgets. */
  readonly chosen: boolean;
}

/** Code in the form of CommonJS calls `require`, which a module has to be given. */
const REQUIRE = {
  js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);",
};

const other = (name: string, options: BuildOptions, nodeOptions = ''): Variant => {
  return { name, options: { ...QUERY_BUNDLE, ...options }, nodeOptions, chosen: false };
};

/** What is deployed first, then what differs from it in one thing each. */
export const VARIANTS: readonly Variant[] = [
  { name: 'as deployed', options: QUERY_BUNDLE, nodeOptions: '', chosen: true },
  other('as CommonJS', { format: 'cjs' }),
  other("of the packages' CommonJS", { mainFields: ['main'], banner: REQUIRE }),
  other("of the packages' CommonJS, as CommonJS", { mainFields: ['main'], format: 'cjs' }),
  other('not minified', { minify: false }),
  other('with a source map, not used', { sourcemap: 'linked' }),
  other('with a source map, used', { sourcemap: 'linked' }, '--enable-source-maps'),
  other('S3 SDK not in it', { external: ['@aws-sdk/*'] }),
  other('S3 SDK not in it, as CommonJS', { external: ['@aws-sdk/*'], format: 'cjs' }),
];

export interface PackedVariant {
  readonly variant: Variant;
  readonly file: string;
  /** Of the code; a source map lies beside it. */
  readonly bytes: number;
}

/** Packs the function into an empty folder, from where it finds what was left out of it. */
export async function packVariant(folder: string, variant: Variant): Promise<PackedVariant> {
  const file = join(folder, variant.options.format === 'esm' ? 'lambda.mjs' : 'lambda.cjs');
  const { metafile } = await build({ ...variant.options, outfile: file, metafile: true, logLevel: 'error' });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const outputs = Object.entries(metafile.outputs);
  const bytes = outputs.find(([name]) => !name.endsWith('.map'))?.[1].bytes ?? 0;
  return { variant, file, bytes };
}
