import type { BuildOptions } from 'esbuild';
import { QUERY_BUNDLE } from './query-bundle.ts';

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
