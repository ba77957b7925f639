import type { MapGrid } from '../contract/map-grid.ts';
import { type MapShapes, NO_SUCCESSION, type ShapeTarget } from '../contract/map-shapes.ts';
import type { PointGeometry, Shapes } from '../contract/shapes.ts';
import { readCountries, readStates, UNITED_STATES } from './backdrops.ts';
import { clipToRectangle, type Rectangle } from './clip-ring.ts';
import { cutPolygon } from './cut-polygon.ts';
import { fitBudget } from './fit-budget.ts';
import { gridOfShapes } from './grid-of-shapes.ts';
import { type Fit, fitShapes } from './grid-shapes.ts';
import type { FlatPolygon, SourceShape } from './map-file.ts';
import { chooseProjection, type Extent, extentOf, projectInto, WORLD_CENTER } from './project-shapes.ts';
import type { Point } from './shape-feature.ts';
import { unrollPolygon } from './unroll-rings.ts';

/** A place with its coordinates, in degrees. */
export interface PointPlace {
  readonly id: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

export interface PointShapes {
  /** The blob that the page draws. */
  readonly shapes: Shapes;
  /** The same for a small picture. */
  readonly grid: MapGrid;
  /** What a build needs to know of them, as it does of areas. */
  readonly mapShapes: MapShapes;
}

/**
 * Places as points of a map, in the projection that fits them, before the land around them. The same bytes for the same
 * places in any order. There must be a place.
 */
export async function pointShapes(
  given: readonly PointPlace[],
  { map, title }: { readonly map: string; readonly title: string },
): Promise<PointShapes> {
  const places = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const extent = extentAround(places);
  const project = chooseProjection(extent);
  const points = places.map(({ longitude, latitude }): Point => {
    const [x, y] = project(longitude + 360 * Math.round((extent.center - longitude) / 360), latitude);
    return [x, -y];
  });
  const frame = frameOf(points);
  const fit = fitShapes([frameShape(frame)]);
  const { land, credit } = await landIn(extent, widened(frame, OVERHANG));
  const drawing = { map, title, credit, targetOf: ownTarget, groupOf: null };
  const drawn = land.length === 0 ? null : fitBudget(land, fit, drawing, LAND_BYTES);
  const background = drawn?.shapes ?? emptyDrawing(fit, drawing);
  const [step = 1] = background.transform.scale;
  const geometries = places.map(({ id, name }, index): PointGeometry => {
    const [x = 0, y = 0] = points[index] ?? [];
    const coordinates = [x * fit.scale + fit.shiftX, y * fit.scale + fit.shiftY].map(value => Math.round(value / step));
    return { type: 'Point', id, properties: { name }, coordinates: [coordinates[0] ?? 0, coordinates[1] ?? 0] };
  });
  const landArcs = background.objects.shapes.geometries.flatMap(({ arcs }) => arcs);
  const targets = places.map(({ id, name }): [string, ShapeTarget] => [id, { name, ...ownTarget(id) }]);
  const shapes: Shapes = {
    ...background,
    objects: {
      shapes: { type: 'GeometryCollection', geometries: [] },
      points: { type: 'GeometryCollection', geometries },
      ...(landArcs.length === 0 ? {} : { land: { type: 'MultiPolygon', arcs: landArcs } }),
    },
  };
  return {
    shapes,
    grid: gridOfShapes(shapes),
    mapShapes: { schema: 'map-shapes/1', map, title, nouns: null, credit, shapes: Object.fromEntries(targets) },
  };
}

/** Half a turn: more is shown as maps of the world are, whatever gap there is between the points. */
const WORLDWIDE = 180;

function extentAround(places: readonly PointPlace[]): Extent {
  const extent = extentOf(places.map(({ longitude, latitude }) => [Float64Array.of(longitude, latitude)]));
  return extent.width > WORLDWIDE ? { ...extent, center: WORLD_CENTER, width: 360 } : extent;
}

function ownTarget(id: string) {
  return { regions: [id], ...NO_SUCCESSION };
}

/** Of the land behind points, as stored. */
const LAND_BYTES = 40_000;
/** Beyond it borders of states would be a tangle. */
const STATES_WIDTH = 120;

/** The land within a frame, projected: of the United States their states, unless it is the whole world. */
async function landIn(
  extent: Extent,
  frame: Rectangle,
): Promise<{ readonly land: readonly SourceShape[]; readonly credit: string }> {
  const window = windowOf(extent);
  const within = (shapes: readonly SourceShape[]) => {
    const around = shapes.map(shape => {
      const unrolled = shape.polygons.map(unrollPolygon).flatMap(polygon => cutPolygon(polygon, extent.center));
      return { ...shape, polygons: clippedPolygons(unrolled, window) };
    });
    return projectInto(around, extent)
      .map(shape => ({ ...shape, polygons: clippedPolygons(shape.polygons, frame) }))
      .filter(({ polygons }) => polygons.length > 0);
  };
  const { credit, shapes } = await readCountries();
  const land = within(shapes);
  if (extent.width > STATES_WIDTH || !land.some(({ id }) => id === UNITED_STATES)) return { land, credit };
  const states = await readStates();
  return {
    land: [...land.filter(({ id }) => id !== UNITED_STATES), ...within(states.shapes)],
    credit: `${credit}; ${states.credit}`,
  };
}

function clippedPolygons(polygons: readonly FlatPolygon[], rectangle: Rectangle): FlatPolygon[] {
  return polygons.flatMap(([outer, ...holes]) => {
    const around = outer === undefined ? new Float64Array() : clipToRectangle(outer, rectangle);
    if (around.length < LEAST_RING) return [];
    return [
      [around, ...holes.map(hole => clipToRectangle(hole, rectangle)).filter(({ length }) => length >= LEAST_RING)],
    ];
  });
}

/** The numbers of a closed triangle. */
const LEAST_RING = 8;
const DEGREE = Math.PI / 180;
/** Projections of a part of the globe turn inside out on its other side. */
const MAX_REACH = 110;

/** The part of the globe, in degrees, that surely covers the frame around an extent. */
function windowOf({ center, width, south, north }: Extent): Rectangle {
  const middle = (south + north) / 2;
  const padding = 1 + 0.7 * Math.max(north - south, width * Math.cos(middle * DEGREE));
  const [low, high] = [Math.max(-90, south - padding), Math.min(90, north + padding)];
  const narrowest = Math.cos(Math.min(85, Math.max(Math.abs(low), Math.abs(high))) * DEGREE);
  const isWhole = width > 150 || north - south > 120;
  const reach = Math.min(isWhole ? 180 : MAX_REACH, width / 2 + padding / narrowest);
  return { left: center - reach, right: center + reach, low, high };
}

/** The shape of a frame, width to height. */
const NARROWEST = 1.25;
const WIDEST = 2.4;
const MARGIN = 0.06;
/** A single station is shown within a few dozen kilometers. */
const LEAST_SIZE = 0.5 * DEGREE;
/** Land goes on a little beyond the drawing. */
const OVERHANG = 0.01;

/** The part of the plane around points that is drawn. */
function frameOf(points: readonly Point[]): Rectangle {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [least(xs), -least(xs.map(x => -x))];
  const [low, high] = [least(ys), -least(ys.map(y => -y))];
  const size = Math.max(LEAST_SIZE, right - left, high - low);
  const width = Math.max(LEAST_SIZE, right - left + 2 * MARGIN * size);
  const height = Math.max(LEAST_SIZE / WIDEST, high - low + 2 * MARGIN * size);
  const [halfWidth, halfHeight] = [Math.max(width, NARROWEST * height) / 2, Math.max(height, width / WIDEST) / 2];
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  return { left: x - halfWidth, right: x + halfWidth, low: y - halfHeight, high: y + halfHeight };
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

function widened({ left, right, low, high }: Rectangle, share: number): Rectangle {
  const by = (right - left) * share;
  return { left: left - by, right: right + by, low: low - by, high: high + by };
}

function frameShape({ left, right, low, high }: Rectangle): SourceShape {
  const ring = Float64Array.of(left, low, right, low, right, high, left, high, left, low);
  return { label: '', id: '', name: '', parent: null, polygons: [[ring]] };
}

const FINE_STEP = 0.2;

/** At sea there is nothing behind the points. */
function emptyDrawing(
  { width, height }: Fit,
  { map, title, credit }: { readonly map: string; readonly title: string; readonly credit: string },
): Shapes {
  return {
    ...{ schema: 'shapes/1', type: 'Topology', map, title, credit, bbox: [0, 0, width, height], arcs: [] },
    transform: { scale: [FINE_STEP, FINE_STEP], translate: [0, 0] },
    objects: { shapes: { type: 'GeometryCollection', geometries: [] } },
  };
}
