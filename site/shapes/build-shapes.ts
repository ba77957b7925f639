import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHAPE_MAPS } from './shape-maps.ts';
import { shapeTopology } from './shape-topology.ts';

/** Writes `<map>.json` of every map into a folder: the topology the site draws. */
export function buildShapes(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  for (const rules of SHAPE_MAPS) {
    writeFileSync(join(outDir, `${rules.map}.json`), JSON.stringify(shapeTopology(rules)));
  }
}

if (import.meta.main) buildShapes(join(import.meta.dirname, '../generated/shapes'));
