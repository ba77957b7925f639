import type { Dataset, PointColumns } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { pointId } from '../describe/settle-places.ts';
import type { Remark } from '../job/build.ts';
import { MAX_SHAPES } from '../shapes/map-file.ts';
import type { PointPlace } from '../shapes/point-shapes.ts';
import type { MapRegion } from '../shapes/read-shapes.ts';
import type { PlaceRow } from './place-rows.ts';

export interface PlacedPoints {
  /** The places with coordinates. */
  readonly places: readonly PointPlace[];
  /** All places, in the order of their ids. */
  readonly regions: readonly MapRegion[];
  readonly remarks: readonly Remark[];
}

interface Position {
  readonly latitude: number;
  readonly longitude: number;
  /** How many rows have it. */
  readonly rows: number;
  readonly row: PlaceRow;
}

/** In degrees. A place that moves further than this is not one place. */
const FAR = 0.1;
const MOST_FAR = 0.5;
const MOST_SHOWN = 3;

/**
 * The coordinates of each place: those that most of its rows have. Places with several are remarked on, and so are places
 * with none. Throws `bad-input` where too many coordinates are wrong.
 */
export function placePoints(
  rows: readonly PlaceRow[],
  names: ReadonlyMap<string, string>,
  { point, dataset }: { readonly point: PointColumns; readonly dataset: Dataset },
): PlacedPoints {
  const headings = new Map(
    dataset.tables.flatMap(({ columns }) => columns.map(({ name, headings }) => [name, headings[0] ?? name])),
  );
  const axes = [
    { what: 'a latitude', most: 90, heading: headings.get(point.latitude) ?? '' },
    { what: 'a longitude', most: 180, heading: headings.get(point.longitude) ?? '' },
  ] as const;
  const positions = new Map<string, Position[]>();
  const wrong: { readonly row: PlaceRow; readonly message: string }[] = [];
  for (const row of rows) {
    const id = pointId(nameOf(row));
    if (id === '') continue;
    const known = positions.get(id) ?? [];
    positions.set(id, known);
    const [latitude = null, longitude = null] = row.values.map(coordinate);
    const at = axes.findIndex(({ most }, axis) => isWrong(row.values[axis] ?? null, most));
    const axis = axes[at];
    if (axis !== undefined) {
      const range = `${axis.what} from -${axis.most} to ${axis.most}`;
      const message = `column "${axis.heading}" must be ${range}; found "${row.values[at]}" at line ${row.line}`;
      wrong.push({ row, message });
      continue;
    }
    if (latitude === null || longitude === null) continue;
    const same = known.findIndex(position => position.latitude === latitude && position.longitude === longitude);
    const before = known[same];
    if (before === undefined) known.push({ latitude, longitude, rows: row.rows, row });
    else known[same] = { ...before, rows: before.rows + row.rows };
  }
  refuse(positions, wrong, dataset);
  const places = [...positions].flatMap(([id, found]): PointPlace[] => {
    const [usual] = found.toSorted(byRows);
    if (usual === undefined) return [];
    return [{ id, name: names.get(id) ?? nameOf(usual.row), longitude: usual.longitude, latitude: usual.latitude }];
  });
  const texts = new Map(rows.map(row => [pointId(nameOf(row)), nameOf(row)]));
  const regions = [...positions.keys()]
    .sort()
    .map(id => ({ id, name: names.get(id) ?? texts.get(id) ?? id, parent: null }));
  return { places, regions, remarks: remarksOn(positions, rows, wrong) };
}

function nameOf({ cells }: PlaceRow): string {
  return cells[0] ?? '';
}

const MISSING = new Set(['', 'na', 'n/a', 'null', '-', '.']);
const NUMBER = /^[-+−]?\d+([.,]\d+)?$/;

/** Null where there is none, or what there is is no number. */
function coordinate(text: string | null): number | null {
  const given = (text ?? '').trim();
  return NUMBER.test(given) ? Number(given.replace('−', '-').replace(',', '.')) : null;
}

function isWrong(text: string | null, most: number): boolean {
  if (MISSING.has((text ?? '').trim().toLowerCase())) return false;
  const value = coordinate(text);
  return value === null || Math.abs(value) > most;
}

function isLongitudeFirst([first = null, second = null]: PlaceRow['values']): boolean {
  return isWrong(first, 90) && !isWrong(first, 180) && !isWrong(second, 90);
}

function byRows(a: Position, b: Position): number {
  return b.rows - a.rows || a.latitude - b.latitude || a.longitude - b.longitude;
}

/** What makes a map of these places meaningless. */
function refuse(
  positions: ReadonlyMap<string, readonly Position[]>,
  wrong: readonly { readonly message: string; readonly row: PlaceRow }[],
  { checks }: Dataset,
): void {
  const [first] = wrong;
  const placed = [...positions.values()].filter(({ length }) => length > 0);
  const isMostly = checks.unreadableRows !== null && wrong.length > checks.unreadableRows * positions.size;
  if (first !== undefined && (placed.length === 0 || isMostly)) {
    const isSwapped = wrong.length > 1 && wrong.every(({ row: { values } }) => isLongitudeFirst(values));
    const hint = isSwapped ? '; are latitude and longitude swapped?' : '';
    const many = wrong.length === 1 ? '' : `; ${wrong.length} coordinates are wrong${hint}`;
    throw new Problem('bad-input', `${first.row.key}: ${first.message}${many}`);
  }
  if (placed.length === 0) throw new Problem('bad-input', 'no place has a latitude and a longitude');
  if (positions.size > MAX_SHAPES) {
    throw new Problem('bad-input', `a map may have ${MAX_SHAPES.toLocaleString('en')} places; found ${positions.size}`);
  }
  const apart = placed.filter(isFarApart);
  const [example] = apart;
  if (placed.length > 1 && apart.length > MOST_FAR * placed.length && example !== undefined) {
    const [one, other] = example;
    const lines = `"${nameOf(one?.row ?? other?.row ?? NOWHERE)}" at lines ${one?.row.line} and ${other?.row.line}`;
    const todo = 'under "region" declare the column whose values are single places';
    throw new Problem('bad-input', `most places lie in several positions, such as ${lines}; ${todo}`);
  }
}

const NOWHERE: PlaceRow = { cells: [], values: [], rows: 0, newest: '', key: '', line: 0 };

function isFarApart([first, ...others]: readonly Position[]): boolean {
  return others.some(
    ({ latitude, longitude }) =>
      Math.abs(latitude - (first?.latitude ?? 0)) > FAR || Math.abs(longitude - (first?.longitude ?? 0)) > FAR,
  );
}

function remarksOn(
  positions: ReadonlyMap<string, readonly Position[]>,
  rows: readonly PlaceRow[],
  wrong: readonly { readonly message: string; readonly row: PlaceRow }[],
): Remark[] {
  const moved = [...positions.values()].filter(({ length }) => length > 1);
  const nowhere = new Set([...positions].flatMap(([id, { length }]) => (length === 0 ? [id] : [])));
  const firsts = new Map(rows.toReversed().map(row => [pointId(nameOf(row)), row]));
  const lost = [...nowhere].flatMap(id => firsts.get(id) ?? []);
  return [
    ...wrong.slice(0, MOST_SHOWN).map(({ row, message }) => ({ key: row.key, text: message })),
    ...moved.slice(0, MOST_SHOWN).map(found => {
      const [usual, other] = found.toSorted(byRows);
      const { row } = other ?? usual ?? { row: NOWHERE };
      const text = `"${nameOf(row)}" is at ${positionText(usual)} and, at line ${row.line}, at ${positionText(other)}; it is drawn at the first, as most of its rows have it`;
      return { key: row.key, text };
    }),
    ...countedRest(
      moved.length,
      'place has several positions',
      'places have several positions',
      moved[MOST_SHOWN]?.[0]?.row,
    ),
    ...lost.slice(0, MOST_SHOWN).map(row => {
      return {
        key: row.key,
        text: `"${nameOf(row)}" has no coordinates, at line ${row.line} or elsewhere; it is not on the map`,
      };
    }),
    ...countedRest(lost.length, 'place has no coordinates', 'places have no coordinates', lost[MOST_SHOWN]),
  ];
}

function positionText(position: Position | undefined): string {
  return position === undefined ? '' : `${position.latitude}, ${position.longitude}`;
}

function countedRest(count: number, one: string, many: string, next: PlaceRow | undefined): Remark[] {
  const rest = count - MOST_SHOWN;
  return rest <= 0 || next === undefined ? [] : [{ key: next.key, text: `${rest} more ${rest === 1 ? one : many}` }];
}
