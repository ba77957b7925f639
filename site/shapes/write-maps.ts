import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMapShapes, mapShapesOf } from './map-shapes-of.ts';
import { SHAPE_MAPS } from './shape-maps.ts';

/** Writes `<map>.json` of every map into a folder: which regions its shapes stand for. */
export function writeMaps(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  for (const rules of SHAPE_MAPS) {
    writeFileSync(join(outDir, `${rules.map}.json`), formatMapShapes(mapShapesOf(rules)));
  }
}

if (import.meta.main) writeMaps(join(import.meta.dirname, '../../maps'));
