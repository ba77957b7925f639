import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Variant } from './variants.ts';

export interface PackedVariant {
  readonly variant: Variant;
  readonly file: string;
  /** Of the code; a source map lies beside it. */
  readonly bytes: number;
}

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');

/** Packs the function into an empty folder, from where it finds what was left out of it. */
export async function packVariant(folder: string, variant: Variant): Promise<PackedVariant> {
  const file = join(folder, variant.options.format === 'esm' ? 'lambda.mjs' : 'lambda.cjs');
  const { metafile } = await build({ ...variant.options, outfile: file, metafile: true, logLevel: 'error' });
  await symlink(MODULES, join(folder, 'node_modules'));
  const outputs = Object.entries(metafile.outputs);
  const bytes = outputs.find(([name]) => !name.endsWith('.map'))?.[1].bytes ?? 0;
  return { variant, file, bytes };
}
