import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** How the deployment bundles the query function. */
export const QUERY_BUNDLE: BuildOptions = {
  ...JSON.parse(readFileSync(join(ROOT, 'infra', 'query-bundle.json'), 'utf8')),
  entryPoints: [join(ROOT, 'functions', 'query', 'lambda.ts')],
  absWorkingDir: ROOT,
};

/** One way to bundle the query function. */
export interface Variant {
  readonly name: string;
  readonly options: BuildOptions;
  /** The value of NODE_OPTIONS. */
  readonly nodeOptions: string;
  /** Whether it is deployed, and has budgets. */
  readonly deployed: boolean;
}

/** CommonJS code calls `require`, which a module does not have. */
const REQUIRE = {
  js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);",
};

const other = (name: string, options: BuildOptions, nodeOptions = ''): Variant => {
  return { name, options: { ...QUERY_BUNDLE, ...options }, nodeOptions, deployed: false };
};

/** The deployed one first, then variations of it. */
export const VARIANTS: readonly Variant[] = [
  { name: 'as deployed', options: QUERY_BUNDLE, nodeOptions: '', deployed: true },
  other('as CommonJS', { format: 'cjs' }),
  other("from the packages' CommonJS", { mainFields: ['main'], banner: REQUIRE }),
  other("from the packages' CommonJS, as CommonJS", { mainFields: ['main'], format: 'cjs' }),
  other('not minified', { minify: false }),
  other('with an unused source map', { sourcemap: 'linked' }),
  other('with a source map in use', { sourcemap: 'linked' }, '--enable-source-maps'),
  other('without the S3 SDK', { external: ['@aws-sdk/*'] }),
  other('without the S3 SDK, as CommonJS', { external: ['@aws-sdk/*'], format: 'cjs' }),
];

export interface PackedVariant {
  readonly variant: Variant;
  readonly file: string;
  /** Of the code, without a source map. */
  readonly bytes: number;
}

/** Bundles the function into an empty folder, with a link to the packages that are not in the bundle. */
export async function packVariant(folder: string, variant: Variant): Promise<PackedVariant> {
  const file = join(folder, variant.options.format === 'esm' ? 'lambda.mjs' : 'lambda.cjs');
  const { metafile } = await build({ ...variant.options, outfile: file, metafile: true, logLevel: 'error' });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const outputs = Object.entries(metafile.outputs);
  const bytes = outputs.find(([name]) => !name.endsWith('.map'))?.[1].bytes ?? 0;
  return { variant, file, bytes };
}
