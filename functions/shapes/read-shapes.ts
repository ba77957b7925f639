import type { MapFile } from '../contract/dataset.ts';
import type { MapGrid } from '../contract/map-grid.ts';
import { type MapShapes, NO_SUCCESSION, type ShapeTarget } from '../contract/map-shapes.ts';
import type { Shapes } from '../contract/shapes.ts';
import { isGeographic } from './coordinate-system.ts';
import { BUDGET_BYTES, fitBudget } from './fit-budget.ts';
import { gridOfShapes } from './grid-of-shapes.ts';
import { fitShapes } from './grid-shapes.ts';
import { badFile, createNotes, type SourceShape } from './map-file.ts';
import { parseMapFile } from './parse-map-file.ts';
import { flipShapes, projectShapes } from './project-shapes.ts';
import { readFeatures } from './read-features.ts';
import { repairRings } from './repair-rings.ts';

/** An uploaded map, ready to be published. */
export interface UploadedMap {
  /** The blob that the page draws. */
  readonly shapes: Shapes;
  /** What a build needs to know of them, as it does of the built-in maps. */
  readonly mapShapes: MapShapes;
  /** What a small picture is drawn from. */
  readonly grid: MapGrid;
  /** The regions that the file describes, in its order; those without an area, too. */
  readonly regions: readonly MapRegion[];
  /** Sentences about what was repaired or left out. */
  readonly warnings: readonly string[];
}

export interface MapRegion {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

/**
 * A GeoJSON or TopoJSON file → the shapes of a map, projected, repaired and simplified; the same bytes for the same
 * file. Throws `bad-input` for a file that cannot be drawn, and `bad-descriptor` for properties that it does not have.
 */
export function readShapes(bytes: Uint8Array, rules: MapFile): UploadedMap {
  const { map, title, file } = rules;
  const notes = createNotes(file);
  const { found, crs } = readSources(bytes, rules, notes);
  const sources = found.filter(({ polygons }) => polygons.length > 0);
  if (sources.length === 0) throw badFile(file, 'no feature has an area');
  const planar = isGeographic(sources, crs, file, notes) ? projectShapes(sources) : flipShapes(sources);
  const drawn = repairRings(planar, notes);
  const fit = fitShapes(drawn);
  if (!Number.isFinite(fit.scale)) throw badFile(file, 'no feature has an area');
  const credit = rules.credit ?? `${file}, published with the data`;
  const parents = new Map(found.map(({ id, parent }) => [id, parent]));
  const groupOf = new Set(parents.values()).size > 1 ? (id: string) => parents.get(id) ?? '' : null;
  const targetOf = (id: string) => ({ regions: [id], ...NO_SUCCESSION });
  const weighed = fitBudget(drawn, fit, { map, title, credit, targetOf, groupOf });
  if (weighed === null) {
    throw badFile(
      file,
      'has more regions or longer borders than a page can load, however coarsely they are drawn; draw larger regions, or several maps',
    );
  }
  const kilobytes = Math.round(weighed.bytes / 1000);
  const heavy = `${file}: its shapes take ${kilobytes} kB, more than the ${BUDGET_BYTES / 1000} kB of a page that opens fast`;
  const targets = sources.map(({ id, name }): [string, ShapeTarget] => [id, { name, ...targetOf(id) }]);
  return {
    shapes: weighed.shapes,
    mapShapes: { schema: 'map-shapes/1', map, title, nouns: null, credit, shapes: Object.fromEntries(targets) },
    grid: gridOfShapes(weighed.shapes),
    regions: found.map(({ id, name, parent }) => ({ id, name, parent })),
    warnings: [...notes.list(), ...(weighed.bytes > BUDGET_BYTES ? [heavy] : [])],
  };
}

/** In a function of its own, so that the parsed file can be forgotten before its shapes are drawn. */
function readSources(
  bytes: Uint8Array,
  rules: MapFile,
  notes: ReturnType<typeof createNotes>,
): { readonly found: readonly SourceShape[]; readonly crs: string | null } {
  const parsed = parseMapFile(bytes, rules);
  return { found: readFeatures(parsed, rules, notes), crs: parsed.crs };
}
