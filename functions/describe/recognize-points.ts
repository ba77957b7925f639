import type { RecognizedColumn } from '../contract/recognized.ts';
import { typedCell } from '../ingest/column-readings.ts';
import type { TableSource } from './table-source.ts';

/** Columns that say where things lie, and the one that names them. */
export interface RecognizedPoints {
  readonly column: string;
  readonly latitude: string;
  readonly longitude: string;
}

const LATITUDE = /^(.*[ _.-])?lat(itude)?$/i;
const LONGITUDE = /^(.*[ _.-])?(lon|lng|long|longitude)$/i;
const MIN_POINTS = 5;
/** More would cover each other on a map. */
const MAX_POINTS = 20_000;

/**
 * Finds coordinates by the headings of two columns of numbers and their range, with the first column of text that has one
 * position for each of its values. Null if there are none, or no such column.
 */
export async function recognizePoints(source: TableSource): Promise<RecognizedPoints | null> {
  const [latitude, longitude] = [coordinate(source, LATITUDE), coordinate(source, LONGITUDE)];
  if (latitude === undefined || longitude === undefined) return null;
  const [lat, lon] = [latitude, longitude].map(typedCell);
  const [range = []] = await source.ask(
    `max(abs(${lat})), max(abs(${lon})), count(*) FILTER (${lat} IS NOT NULL AND ${lon} IS NOT NULL)`,
  );
  const [north = 91, east = 181, placed = 0] = range.map(value => (value === null ? undefined : Number(value)));
  if (north > 90 || east > 180 || placed < source.rows * MOST_PLACED) return null;
  for (const column of source.columns) {
    const about = source.distinct.get(column.name) ?? 0;
    if (column.type !== 'text' || about < MIN_POINTS * 0.8 || about > MAX_POINTS * 1.2) continue;
    const cell = typedCell(column);
    const [counts = []] = await source.ask(
      `count(DISTINCT ${cell}), count(DISTINCT (${cell}, ${lat}, ${lon}))`,
      `WHERE ${cell} IS NOT NULL AND ${lat} IS NOT NULL AND ${lon} IS NOT NULL`,
    );
    const [names = 0, positions = 0] = counts.map(Number);
    if (names < MIN_POINTS || names > MAX_POINTS || positions !== names) continue;
    return { column: column.name, latitude: latitude.name, longitude: longitude.name };
  }
  return null;
}

/** Of the rows. */
const MOST_PLACED = 0.9;

function coordinate({ columns }: TableSource, heading: RegExp): RecognizedColumn | undefined {
  return columns.find(({ name, type }) => heading.test(name.trim()) && (type === 'decimal' || type === 'integer'));
}
