import type { Maybe } from '../contract/changes.ts';
import { gridCells, type MapGrid } from '../contract/map-grid.ts';

/** What a preview may weigh; one that would be heavier is drawn of fewer cells. */
export const MAX_PREVIEW_BYTES = 6000;
export const PREVIEW_WIDTH = 254;
export const PREVIEW_HEIGHT = 168;

export interface SeriesPicture {
  /** Two data sets side by side need not have the same colors: nobody shall compare them. */
  readonly dataset: string;
  readonly map: { readonly grid: MapGrid /** By shape. */; readonly values: ReadonlyMap<string, number> } | null;
  /** One value per period; of one moment, a single one. */
  readonly line: readonly Maybe[];
}

/** Light, then dark; the first is zero, the others from little to much. */
const RAMPS = [
  {
    light: ['#f6ead2', '#fbbd79', '#f0834f', '#d0454f', '#8f2662', '#4a1259'],
    dark: ['#33283c', '#71286b', '#b03565', '#e3624c', '#f7a552', '#fdecb0'],
  },
  {
    light: ['#dfece6', '#b9d9cf', '#83b9b2', '#4e9197', '#2c6678', '#183b53'],
    dark: ['#1d3230', '#24504d', '#35736f', '#559a92', '#8cc4b5', '#d6efdf'],
  },
  {
    light: ['#ecebdc', '#d8d3a4', '#b4ae68', '#8a8a3c', '#5c6327', '#343d18'],
    dark: ['#2a2c20', '#484c27', '#6c7033', '#959849', '#c1c07a', '#eeebbd'],
  },
] as const;
const BINS = 5;
const LINE = { light: '#8c2d4f', dark: '#f39a84' } as const;
export const PALE = { light: '#e2ded3', dark: '#3a3d46' } as const;

/**
 * A picture of a series for its card, the same for the same values: the map as dots in five colors, a fifth of the places
 * each, over the line of all places together; where there is no map the line alone, and nothing where there is neither.
 */
export function seriesPreview(picture: SeriesPicture): string | null {
  const { map } = picture;
  const points = thinned(picture.line);
  if (map === null) return points.length < 2 ? null : frame([linePath(points, 12, PREVIEW_HEIGHT - 24)], []);
  const line = points.length < 2 ? [] : [linePath(points, PREVIEW_HEIGHT - 32, 28)];
  const room = points.length < 2 ? PREVIEW_HEIGHT : PREVIEW_HEIGHT - 38;
  const ramp = rampOf(picture.dataset);
  const dark = ramp.dark.map((color, bin) => `.b${bin}{stroke:${color}}`);
  const bins = binsOf(map.values);
  for (let part = 1; ; part += 0.25) {
    const dots = dotPaths(coarser(map.grid, part), bins, room, ramp.light);
    const svg = frame([...dots, ...line], dark);
    if (Buffer.byteLength(svg) <= MAX_PREVIEW_BYTES) return svg;
  }
}

function rampOf(dataset: string): (typeof RAMPS)[number] {
  const hash = [...dataset].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 65_521, 7);
  return RAMPS[hash % RAMPS.length] ?? RAMPS[0];
}

/** In one color scheme by its attributes, in the other by a style: a viewer that applies no style still sees the first. */
export function frame(parts: readonly string[], dark: readonly string[]): string {
  const style = [`.l{stroke:${LINE.dark}}`, `.d{fill:${LINE.dark}}`, `.p{stroke:${PALE.dark}}`, ...dark].join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW_WIDTH}" height="${PREVIEW_HEIGHT}" ` +
    `viewBox="0 0 ${PREVIEW_WIDTH} ${PREVIEW_HEIGHT}">` +
    `<style>@media(prefers-color-scheme:dark){${style}}</style>${parts.join('')}</svg>`
  );
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly shapeAt: (column: number, row: number) => string | null;
}

/** A grid of larger cells, which take the shape at their middle. */
function coarser(grid: MapGrid, part: number): Cells {
  const cells = gridCells(grid);
  const at = (index: number, most: number) => Math.min(most - 1, Math.floor((index + 0.5) * part));
  return {
    columns: Math.ceil(grid.columns / part),
    rows: Math.ceil(grid.rows / part),
    shapeAt: (column, row) => cells[at(row, grid.rows) * grid.columns + at(column, grid.columns)] ?? null,
  };
}

/**
 * A path of dots per color. A dash of no length with round ends is a dot; dashes are a little more than 1 apart, so `h3`
 * draws three of them, and none where the next run begins.
 */
function dotPaths(
  { columns, rows, shapeAt }: Cells,
  binOf: (shape: string) => number | null,
  height: number,
  colors: readonly string[],
): string[] {
  const scale = Math.min(PREVIEW_WIDTH / columns, height / rows);
  const paths = Array.from({ length: BINS + 2 }, () => ({ d: '', x: 0, y: 0 }));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; ) {
      const shape = shapeAt(column, row);
      let end = column + 1;
      const bin = shape === null ? null : (binOf(shape) ?? BINS + 1);
      while (end < columns && bin !== null && sameBin(shapeAt(end, row), bin, binOf)) end += 1;
      const path = bin === null ? undefined : paths[bin];
      if (path !== undefined) {
        path.d += `m${column - path.x} ${row - path.y}h${end - column}`;
        path.x = end;
        path.y = row;
      }
      column = end;
    }
  }
  const shift = (PREVIEW_WIDTH - columns * scale) / 2 + scale / 2;
  const drawn = paths.flatMap(({ d }, bin) => {
    const color = colors[bin] ?? PALE.light;
    return d === '' ? [] : [`<path class="${bin > BINS ? 'p' : `b${bin}`}" stroke="${color}" d="M0 0${d}"/>`];
  });
  const transform = `translate(${short(shift)} ${short(scale / 2)})scale(${short(scale)})`;
  const look = 'fill="none" stroke-width=".86" stroke-linecap="round" stroke-dasharray="0 1.002"';
  return [`<g transform="${transform}" ${look}>${drawn.join('')}</g>`];
}

function sameBin(shape: string | null, bin: number, binOf: (shape: string) => number | null): boolean {
  return shape !== null && (binOf(shape) ?? BINS + 1) === bin;
}

/** 0 for zero, else from 1 to 5, with about as many shapes in each; null for a shape without a value. */
function binsOf(values: ReadonlyMap<string, number>): (shape: string) => number | null {
  const sorted = [...values.values()].filter(value => value !== 0).sort((a, b) => a - b);
  const limits = Array.from(
    { length: BINS - 1 },
    (_, bin) => sorted[Math.ceil(((bin + 1) / BINS) * sorted.length) - 1],
  );
  return shape => {
    const value = values.get(shape);
    if (value === undefined) return null;
    return value === 0 ? 0 : 1 + limits.filter(limit => limit !== undefined && value > limit).length;
  };
}

const MAX_POINTS = 90;

/** At most {@link MAX_POINTS} values, each the mean of some periods in a row. */
function thinned(line: readonly Maybe[]): Maybe[] {
  const from = line.findIndex(value => value !== null);
  const known = from < 0 ? [] : line.slice(from);
  const width = Math.max(1, Math.ceil(known.length / MAX_POINTS));
  return Array.from({ length: Math.ceil(known.length / width) }, (_, at) => {
    const values = known.slice(at * width, (at + 1) * width).filter(value => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

/** A line over its area, on an axis, with a dot at its end. Where no value is near zero, the axis is the least one. */
function linePath(points: readonly Maybe[], top: number, height: number): string {
  const known = points.filter(point => point !== null);
  const most = Math.max(...known);
  const least = Math.min(...known);
  const low = least > 0 && least > most / 2 ? least - (most - least) / 4 : Math.min(0, least);
  const across = (PREVIEW_WIDTH - 8) / (points.length - 1);
  const y = (value: number) => short(top + height - (height * (value - low)) / (most - low || 1));
  let d = '';
  let isOpen = false;
  for (const [at, point] of points.entries()) {
    if (point !== null) d += `${isOpen ? 'L' : 'M'}${short(2 + at * across)} ${y(point)}`;
    isOpen = point !== null;
  }
  const last = points.findLastIndex(point => point !== null);
  const axis = `<path class="p" stroke="${PALE.light}" d="M0 ${short(top + height + 1)}H${PREVIEW_WIDTH}"/>`;
  const stroke = `stroke="${LINE.light}" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" fill="none"`;
  const dot = `<circle class="d" fill="${LINE.light}" cx="${short(2 + last * across)}" cy="${y(points[last] ?? 0)}" r="3"/>`;
  return `${axis}<path class="l" ${stroke} d="${d}"/>${dot}`;
}

/** With one decimal, without what need not be written. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
