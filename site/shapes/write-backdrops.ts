import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arcShapes, dropSmallRings, simplifyArcs } from '../../functions/shapes/arc-shapes.ts';
import { encodeShapes } from '../../functions/shapes/encode-shapes.ts';
import type { Point, ShapeFeature } from '../../functions/shapes/shape-feature.ts';
import { polygonsOf, readAtlas } from './read-atlas.ts';

/** Degrees per step of the grid: a kilometer. */
const STEP = 0.01;
/** The smallest triangle that is kept, and the smallest island, in square degrees. */
const MIN_TRIANGLE = 0.002;
const MIN_RING = 0.004;

interface Backdrop {
  readonly title: string;
  readonly credit: string;
  /** The file and object of an atlas package, in longitudes and latitudes. */
  readonly atlas: readonly [file: string, object: string];
}

/** What a build draws behind points. */
const BACKDROPS: Readonly<Record<string, Backdrop>> = {
  countries: {
    title: 'Countries',
    credit: 'Natural Earth 1:50m (public domain), via world-atlas by Michael Bostock (ISC); simplified',
    atlas: ['world-atlas/countries-50m.json', 'countries'],
  },
  'us-states': {
    title: 'US states',
    credit: 'U.S. Census Bureau (public domain), via us-atlas by Michael Bostock (ISC); simplified',
    atlas: ['us-atlas/states-10m.json', 'states'],
  },
};

/** The texts of the files of `maps/backdrops/`, by name: shapes whose units are degrees, north up. */
export function backdropFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(BACKDROPS).map(([map, { title, credit, atlas }]) => {
      const features = readAtlas(...atlas).map(({ code, name, geometry }, index): ShapeFeature => {
        const polygons = polygonsOf(geometry).map(rings => rings.map(gridRing));
        return { id: code === '' ? `${index}` : code, name, polygons };
      });
      const drawn = dropSmallRings(simplifyArcs(arcShapes(features), MIN_TRIANGLE / STEP ** 2), MIN_RING / STEP ** 2);
      const targetOf = (id: string) => ({ regions: [id], successors: [], from: null });
      const size = { width: 360, height: 180, step: STEP };
      const shapes = encodeShapes(drawn, { map, title, credit, ...size, targetOf, groupOf: null });
      return [`${map}.json`, `${JSON.stringify(shapes)}\n`];
    }),
  );
}

/** Points that fall together are one. */
function gridRing(ring: readonly (readonly number[])[]): Point[] {
  const points = ring.map(([x = 0, y = 0]): Point => [Math.round(x / STEP), Math.round(y / STEP)]);
  return points.filter(([x, y], index) => index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1]);
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../../maps/backdrops');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(backdropFiles())) writeFileSync(join(folder, name), content);
}
