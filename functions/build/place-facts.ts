import type { Dataset } from '../contract/dataset.ts';
import { type PlaceFacts, pointId, type UsedUpload } from '../describe/settle-places.ts';
import type { Staged } from '../ingest/stage.ts';
import type { Build, Remark } from '../job/build.ts';
import type { Plan } from '../job/plan.ts';
import { type PlacedPoints, placePoints } from './place-points.ts';
import { type PlaceRow, readPlaceRows } from './place-rows.ts';

export interface FoundFacts extends PlaceFacts {
  /** The places that are points; null where they are on a map. */
  readonly points: PlacedPoints | null;
  readonly remarks: readonly Remark[];
}

const NO_FACTS: FoundFacts = { points: null, populations: new Map(), remarks: [] };

/** What rows say of their places: coordinates, names, populations. */
export async function readPlaceFacts(
  plan: Pick<Plan, 'dataset' | 'uploads'>,
  read: { readonly staged: Staged; readonly used: readonly UsedUpload[] },
  build: Pick<Build, 'id' | 'code' | 'work' | 'connection'>,
): Promise<FoundFacts> {
  const { point = null, population = null } = plan.dataset.places?.facts ?? {};
  if (read.used.length === 0) return NO_FACTS;
  const rowsOf = (columns: readonly string[]) => readPlaceRows(plan, read, columns, build);
  const names =
    point === null ? new Map<string, string>() : namesOf(point.name === null ? [] : await rowsOf([point.name]));
  const points =
    point === null
      ? null
      : placePoints(await rowsOf([point.latitude, point.longitude]), names, { point, dataset: plan.dataset });
  const people = population === null ? [] : await rowsOf([population]);
  const counted = populationsOf(people, headingOf(population, plan.dataset));
  return {
    points,
    populations: counted.populations,
    remarks: [...(points?.remarks ?? []), ...counted.remarks],
  };
}

/** The newest name of each place, by its id. */
function namesOf(rows: readonly PlaceRow[]): Map<string, string> {
  const newest = new Map<string, PlaceRow>();
  for (const row of rows) {
    const id = pointId(row.cells[0] ?? '');
    if (id !== '' && row.values[0] != null && isNewer(row, newest.get(id))) newest.set(id, row);
  }
  return new Map([...newest].map(([id, { values }]) => [id, values[0] ?? id]));
}

function isNewer(row: PlaceRow, than: PlaceRow | undefined): boolean {
  return than === undefined || row.newest > than.newest || (row.newest === than.newest && row.rows > than.rows);
}

/** `1200`, `1,200`, `1 200` and, of a column of numbers, `1200.0`. */
const NUMBER = /^\d+(\.\d+)?(e\+?\d+)?$/i;
const MISSING = new Set(['', 'na', 'n/a', 'null', '-', '.', '..']);

/** The newest population of each place, by its cells; remarks on places that have several, and on what is no number. */
function populationsOf(rows: readonly PlaceRow[], heading: string) {
  const newest = new Map<string, PlaceRow & { readonly people: number }>();
  const differing = new Map<string, PlaceRow>();
  const wrong: PlaceRow[] = [];
  for (const row of rows) {
    const text = (row.values[0] ?? '').trim();
    if (MISSING.has(text.toLowerCase())) continue;
    const plain = text.replaceAll(/[,\s](?=\d{3}(\D|$))/g, '');
    const people = NUMBER.test(plain) ? Math.round(Number(plain)) : Number.NaN;
    if (!Number.isSafeInteger(people)) {
      wrong.push(row);
      continue;
    }
    const place = JSON.stringify(row.cells);
    const known = newest.get(place);
    if (known !== undefined && known.people !== people) differing.set(place, row);
    if (isNewer(row, known)) newest.set(place, { ...row, people });
  }
  const remarks: Remark[] = [];
  const [bad] = wrong;
  if (bad !== undefined) {
    const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
    const text = `column "${heading}" must be a number of people; found "${bad.values[0]}" at line ${bad.line}${more}`;
    remarks.push({ key: bad.key, text });
  }
  const [example] = differing;
  if (example !== undefined) {
    const [place, { cells, key }] = example;
    const { people = 0, newest: period = '' } = newest.get(place) ?? {};
    const name = cells.findLast(cell => cell !== null);
    const when = period === '' ? '' : ` of ${period}`;
    const places = differing.size === 1 ? `of "${name}"` : `of ${differing.size} places, such as "${name}",`;
    const text = `the population ${places} differs from row to row in column "${heading}"; the newest is used, which is ${people.toLocaleString('en')}${when}`;
    remarks.push({ key, text });
  }
  return { populations: new Map([...newest].map(([place, { people }]) => [place, people])), remarks };
}

function headingOf(column: string | null, { tables, places }: Dataset): string {
  const columns = tables.find(({ name }) => name === places?.table)?.columns ?? [];
  return columns.find(({ name }) => name === column)?.headings[0] ?? '';
}
