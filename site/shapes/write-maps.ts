import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MapGrid } from '../../functions/contract/map-grid.ts';
import { type MapShapes, NO_SUCCESSION, type ShapeTarget } from '../../functions/contract/map-shapes.ts';
import { gridOfShapes } from '../../functions/shapes/grid-of-shapes.ts';
import type { ShapeMap } from './shape-map.ts';
import { SHAPE_MAPS } from './shape-maps.ts';
import { shapeTopology } from './shape-topology.ts';

/** Writes `<map>.json` of every map into a folder: which regions its shapes stand for; and `grids/<map>.json`. */
export function writeMaps(outDir: string): void {
  mkdirSync(join(outDir, 'grids'), { recursive: true });
  for (const rules of SHAPE_MAPS) {
    writeFileSync(join(outDir, `${rules.map}.json`), formatMapShapes(mapShapesOf(rules)));
    writeFileSync(join(outDir, 'grids', `${rules.map}.json`), formatMapGrid(gridOfShapes(shapeTopology(rules))));
  }
}

if (import.meta.main) writeMaps(join(import.meta.dirname, '../../maps'));

/** The list of a map's shapes and the regions they stand for, shapes in the order of their ids. */
export function mapShapesOf({ map, title, nouns, credit, draw, regionsOf, successionOf }: ShapeMap): MapShapes {
  const shapes: Record<string, ShapeTarget> = {};
  for (const { id, name } of draw().features) {
    if (id in shapes) throw new Error(`${map} must have one shape ${id}; found two`);
    shapes[id] = { name, regions: regionsOf(id), ...(successionOf?.(id) ?? NO_SUCCESSION) };
  }
  return { schema: 'map-shapes/1', map, title, nouns, credit, shapes };
}

/** The text of `maps/<map>.json`: a line per shape, so that a change shows as the shapes that changed. */
export function formatMapShapes({ shapes, ...head }: MapShapes): string {
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = Object.keys(shapes)
    .sort()
    .map(id => `    ${JSON.stringify(id)}: ${JSON.stringify(shapes[id], withoutDefaults)}`);
  return ['{', ...fields, '  "shapes": {', lines.join(',\n'), '  }', '}', ''].join('\n');
}

/** The text of `maps/grids/<map>.json`. */
export function formatMapGrid(grid: MapGrid): string {
  return `${JSON.stringify(grid)}\n`;
}

/** What a reader takes for granted is left out. */
function withoutDefaults(key: string, value: unknown): unknown {
  if (key === 'successors' && Array.isArray(value) && value.length === 0) return undefined;
  return key === 'from' && value === null ? undefined : value;
}
