import { randomFor } from '../local/sample/seeded-random.ts';

type Point = readonly [x: number, y: number];

const NAMES = [
  ...['Mill End', 'Quayside', 'Northgate', 'Fairview', 'Old Harbor'],
  ...['Castle Hill', 'Market', 'Brickfields', 'Elm Park', 'Riverside'],
  ...['Saltmarsh', 'Abbey', 'Station', 'Highfield', 'Orchard'],
  ...['Southgate', 'Cross Keys', 'Weir', 'Meadows', 'Long Lane'],
];
const COLUMNS = 5;
/** The south-western corner of a city that does not exist, and the size of a ward, in degrees. */
const CORNER: Point = [-42.2, 44.6];
const WARD: Point = [0.07, 0.045];

/**
 * The wards of an invented city as GeoJSON: bricks whose corners are moved and whose sides are bent, each side once,
 * so that neighbors still meet.
 */
export function wardShapes(seed: number): string {
  const features = NAMES.map((name, index) => {
    const ring = wardRing(index % COLUMNS, Math.floor(index / COLUMNS), seed);
    const properties = { WARD: `W${String(index + 1).padStart(2, '0')}`, NAME: name };
    return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } });
  });
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

/** Counterclockwise, as GeoJSON wants it. */
function wardRing(column: number, row: number, seed: number): Point[] {
  const left = column + 0.5 * (row % 2);
  const corners: Point[] = [
    [left, row],
    [left + 0.5, row],
    [left + 1, row],
    [left + 1, row + 1],
    [left + 0.5, row + 1],
    [left, row + 1],
  ];
  const sides = corners.map((corner, index) => side(corner, corners[(index + 1) % corners.length] ?? corner, seed));
  const points = sides.flatMap(points => points.slice(0, -1));
  return [...points, ...points.slice(0, 1)].map(([x, y]) => [
    rounded(CORNER[0] + x * WARD[0]),
    rounded(CORNER[1] + y * WARD[1]),
  ]);
}

const BENDS = 3;

/** The points from one corner to another; the same, backwards, from the other. */
function side(from: Point, to: Point, seed: number): Point[] {
  const isForward = from[1] < to[1] || (from[1] === to[1] && from[0] < to[0]);
  if (!isForward) return side(to, from, seed).reverse();
  const random = randomFor(seed, `side ${from} ${to}`);
  let points = [moved(from, seed), moved(to, seed)];
  for (let bend = 0; bend < BENDS; bend++) {
    points = points.flatMap((point, index) => {
      const next = points[index + 1];
      return next === undefined ? [point] : [point, between(point, next, 0.3 * (random() - 0.5))];
    });
  }
  return points;
}

/** Half way, and aside by a share of the distance. */
function between([ax, ay]: Point, [bx, by]: Point, aside: number): Point {
  return [(ax + bx) / 2 - aside * (by - ay), (ay + by) / 2 + aside * (bx - ax)];
}

function moved([x, y]: Point, seed: number): Point {
  const random = randomFor(seed, `corner ${x} ${y}`);
  return [x + 0.3 * (random() - 0.5), y + 0.45 * (random() - 0.5)];
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(4));
}
