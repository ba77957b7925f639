import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName } from '../engine/engine.ts';
import { typedCell } from '../ingest/column-readings.ts';
import { idsOf } from './ids.ts';
import type { Fields } from './known-names.ts';
import type { TableTime } from './recognize-time.ts';
import type { TableSource } from './table-source.ts';

/** The columns that name the place of a row. */
export interface NamedPlaces {
  readonly column: string;
  readonly within: string | null;
}

export interface FoundDimensions {
  /** Their headers. */
  readonly columns: readonly string[];
  readonly fields: Fields | null;
  /** One sentence; empty where there are none. */
  readonly why: string;
  /** SQL of what tells the rows of a period apart. */
  readonly key: readonly string[];
}

const MAX_COMBINATIONS = 200;
/** Share of all combinations of dimensions, places and periods for which there must be a row: a list of events has few. */
const LEAST_FILLED = 0.3;

/** The fewest columns of text, at most two, that make places and periods unique; null if none do. */
export async function findDimensions(
  source: TableSource,
  places: NamedPlaces | null,
  time: TableTime | null,
): Promise<FoundDimensions | null> {
  const named = [places?.column, places?.within].flatMap(name => name ?? []);
  const key = [...named.map(quoteName), ...(time === null ? [] : [`(${time.period})`])];
  const used = new Set([...named, time?.column]);
  const columns = source.columns.filter(
    ({ name, type }) =>
      type === 'text' && !used.has(name) && (source.distinct.get(name) ?? 0) <= MAX_COMBINATIONS * 1.2,
  );
  if (!(await mayBeUnique(source, key))) return null;
  const counted = await countsOf(source, { key, columns });
  if (counted.rows === 0) return null;
  if (counted.distinct === counted.rows) {
    return places === null && time !== null && (await namesRows(source, used))
      ? null
      : { columns: [], fields: null, why: '', key: named.map(quoteName) };
  }
  const pairs = columns.flatMap((one, index) => columns.slice(index + 1).map(other => [one, other]));
  for (const dimensions of [...columns.map(column => [column]), ...pairs.slice(0, MAX_PAIRS)]) {
    const cells = dimensions.map(typedCell);
    const combinations = dimensions.reduce((product, { name }) => product * (counted.values.get(name) ?? 1), 1);
    if (combinations > MAX_COMBINATIONS || combinations < 2) continue;
    const { rows, distinct, keys } = await countsOf(source, { key: [...key, ...cells], columns: [], within: key });
    if (distinct !== rows || rows < LEAST_FILLED * keys * combinations) continue;
    const names = dimensions.map(({ name }) => name);
    const ids = idsOf(names);
    const fields = Object.fromEntries(
      names.map((name, index) => [ids[index] ?? name, ids[index] === name ? null : { column: name, title: name }]),
    );
    const why = `${names.map(name => `"${name}"`).join(' and ')} ${names.length === 1 ? 'tells' : 'tell'} rows of the same ${named.length > 0 ? 'place' : 'time'} apart.`;
    return { columns: names, fields, why, key: [...named.map(quoteName), ...cells] };
  }
  return null;
}

const MAX_PAIRS = 30;

/** Not if there are more rows than combinations of all that could tell them apart, which is quickly counted. */
async function mayBeUnique(source: TableSource, key: readonly string[]): Promise<boolean> {
  const [counts = []] = await source.ask(key.map(part => `approx_count_distinct(${part})`).join(', '));
  return source.rows <= counts.reduce((product: number, count) => product * 1.2 * Number(count), MAX_COMBINATIONS);
}

interface Asked {
  readonly key: readonly string[];
  readonly columns: readonly RecognizedColumn[];
  readonly within?: readonly string[];
}

async function countsOf(source: TableSource, { key, columns, within = [] }: Asked) {
  const [row = []] = await source.ask(
    [
      'count(*)',
      `count(DISTINCT (${key.join(', ')}, 0))`,
      within.length === 0 ? '0' : `count(DISTINCT (${within.join(', ')}, 0))`,
      ...columns.map(column => `count(DISTINCT ${typedCell(column)})`),
    ].join(', '),
    `WHERE ${key.map(part => `${part} IS NOT NULL`).join(' AND ')}`,
  );
  const [rows, distinct, keys, ...values] = row.map(Number);
  const named = new Map(columns.map(({ name }, index) => [name, values[index] ?? 0]));
  return { rows: rows ?? 0, distinct: distinct ?? 0, keys: keys ?? 0, values: named };
}

/** Whether a column of text differs in each row: then rows are things with a date, and no series. */
async function namesRows(source: TableSource, used: ReadonlySet<string | undefined>): Promise<boolean> {
  if (source.rows < 5) return false;
  const texts = source.columns.filter(({ name, type }) => type === 'text' && !used.has(name));
  if (texts.length === 0) return false;
  const [counts = []] = await source.ask(texts.map(column => `count(DISTINCT ${typedCell(column)})`).join(', '));
  return counts.some(count => Number(count) === source.rows);
}
