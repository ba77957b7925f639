import * as v from 'valibot';
import {
  type Column,
  type Dataset,
  type Measure,
  type PlaceColumns,
  type PlaceLevel,
  type Places,
  POINT_MAP,
  type Table,
  type TimeSource,
  WHOLE_REGION,
} from '../contract/dataset.ts';
import { type PeriodUnit, periodUnit } from '../contract/period.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject, count, day, expected, flag, list, oneOf, parse, text } from '../contract/schema.ts';
import { type Dimension, measureKind } from '../contract/snapshot.ts';
import { MISSING, SUPPRESSED } from '../ingest/marks.ts';
import type { ReadBeside } from '../job/build.ts';
import { readRegionLists } from '../measures/region-lists.ts';
import { parseMapFiles } from '../shapes/parse-map-files.ts';
import { parseCheckLimits } from './check-limits.ts';
import { headOf, titleOf } from './dataset-head.ts';
import { type Fields, RESERVED_NAMES, sqlName } from './known-names.ts';
import { decimalsSchema, unitOf, unitOfDigits } from './normalize-dataset.ts';
import { readViews } from './views.ts';

/** The table of the data, and the one that may say more of its places. */
const DATA_TABLE = 'data';
const PLACES_TABLE = 'places';
const TIME_COLUMN = 'time';
// No measure can have such a name.
const LATITUDE = 'place latitude';
const LONGITUDE = 'place longitude';
const PLACE_NAME = 'place name';
const POPULATION = 'place population';
const DEFAULT_UNKNOWN_ROWS = 0.1;

/** Whether a descriptor declares columns, and not SQL. */
export function isShort(fields: Fields): boolean {
  return (fields.tables ?? false) === false && fields.clean === undefined && fields.extends === undefined;
}

/**
 * A `dataset.yaml` without SQL as a full descriptor. What only the rows can tell (decimals, values of dimensions, the
 * names of places) is settled once they are read.
 * @param id the data set's, which is its title where there is none
 */
export async function shortDataset(
  fields: Fields,
  texts: readonly string[],
  { id, beside }: { readonly id: string; readonly beside: ReadBeside },
): Promise<Dataset> {
  const head = headOf(fields, id);
  const time = timeOf(fields.time);
  const mapFiles = fields.maps === undefined ? [] : parseMapFiles(fields.maps, 'maps');
  const levels = levelsOf(
    fields,
    mapFiles.map(({ map }) => map),
  );
  const point = pointOf(fields.region);
  const population = parse(v.nullable(text), fields.population ?? null, 'population');
  const dimensions = dimensionsOf(fields.dimensions);
  const measures = measuresOf(fields);
  const marks = {
    missing: [...MISSING, ...parse(list(text), fields.missing ?? [], 'missing')],
    suppressed: [...SUPPRESSED, ...parse(list(text), fields.suppressed ?? [], 'suppressed')],
  };
  // A measure may be the population as well.
  const counted = measures.find(({ heading }) => heading === population);
  const placeFacts: Column[] = [
    ...(point === null ? [] : [textColumn(LATITUDE, point.latitude), textColumn(LONGITUDE, point.longitude)]),
    ...(point === null || point.name === null || point.name === point.column
      ? []
      : [textColumn(PLACE_NAME, point.name)]),
    ...(population === null || counted !== undefined ? [] : [textColumn(POPULATION, population)]),
  ];
  const facts: PlaceColumns = {
    point:
      point === null
        ? null
        : {
            latitude: LATITUDE,
            longitude: LONGITUDE,
            name: placeFacts.some(({ name }) => name === PLACE_NAME) ? PLACE_NAME : null,
            title: point.title,
          },
    population: population === null ? null : (counted?.measure.id ?? POPULATION),
  };
  const table: Table = {
    name: DATA_TABLE,
    files: parse(text, fields.files ?? '*.csv', 'files'),
    time,
    noted: [
      ...(levels.length === 0 ? [] : [levels.map((_, level) => placeColumn(level))]),
      ...dimensions.map(({ id }) => [dimensionColumn(id)]),
    ],
    firstDate: parse(v.nullable(day), fields.firstDate ?? null, 'firstDate'),
    columns: [
      ...(time.from === 'column' ? [textColumn(TIME_COLUMN, String(Object(fields.time).column))] : []),
      ...levels.map(({ column }, level) => textColumn(placeColumn(level), column)),
      ...placeFacts,
      ...dimensions.map(({ id, column }) => textColumn(dimensionColumn(id), column)),
      ...measures.map(({ measure, heading, decimals }): Column => {
        return { ...textColumn(measure.id, heading), ...marks, type: 'number', decimals };
      }),
    ],
    unused: ['*', ...parse(list(text), fields.unused ?? [], 'unused')],
    mistaken: {},
  };
  refuseTwice(table.columns);
  const lookup = fields.places === undefined ? null : lookupTable(fields.places);
  const maps = levels.length === 0 ? [WHOLE_REGION] : mapsOf(levels);
  const places: Places = {
    table: DATA_TABLE,
    levels: levels.map(({ map, within }, level) => ({ map, within, column: placeColumn(level) })),
    dimensions: Object.fromEntries(dimensions.map(({ id }) => [id, dimensionColumn(id)])),
    facts,
    lookup: lookup?.name ?? null,
    adds: parse(flag, fields.sum ?? false, 'sum'),
    regions: [],
    names: [],
  };
  const own = measures.map(({ measure }) => measure);
  const { views, curves } = await readViews(
    fields.views ?? (levels.length === 0 ? { curves: null, about: null } : undefined),
    own.map(({ id }) => id),
    beside,
    levels.length > 0,
  );
  const checks = { unknownRows: DEFAULT_UNKNOWN_ROWS, ...parse(anyObject, fields.checks ?? {}, 'checks') };
  return {
    ...head,
    period: { unit: unitOf([table]), every: 1 },
    // The one by its own name first: any other file is data.
    tables: lookup === null ? [table] : [lookup, table],
    measures: own,
    dimensions: dimensions.map(({ id, title, total }): Dimension => ({ id, title, values: [], total })),
    maps,
    mapFiles,
    places,
    provisional: parse(count, fields.provisional ?? 0, 'provisional'),
    views,
    curves,
    checks: parseCheckLimits(checks, { measures: own, maps }),
    regionsSql: '',
    cleanSql: '',
    sources: [...texts, ...views.flatMap(({ text }) => text ?? [])],
  };
}

function refuseTwice(columns: readonly Column[]): void {
  const headings = columns.flatMap(({ headings }) => headings);
  const twice = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (twice !== undefined) throw new Problem('bad-descriptor', `the column "${twice}" is declared twice`);
}

function timeOf(value: unknown): TimeSource {
  if (value === undefined || value === 'none') return { from: 'nothing' };
  const fields = parse(anyObject, value, 'time');
  const unit = parse(v.nullable(periodUnit), fields.unit ?? null, 'time.unit');
  const weekStart = parse(oneOf('monday', 'sunday'), fields.starts ?? 'monday', 'time.starts') === 'sunday' ? 0 : 1;
  if (fields.column === undefined && fields.file === undefined) {
    throw expected('{ column: … } or { file: … }', value, 'time');
  }
  if (fields.column === undefined) {
    const pattern = parse(text, fields.file, 'time.file');
    if (!pattern.includes('YYYY')) throw expected('a pattern like YYYY-MM-DD', pattern, 'time.file');
    return { from: 'name', pattern, unit: unitOfName(pattern, unit), weekStart };
  }
  const order = parse(oneOf('iso', 'day first', 'month first'), fields.order ?? 'iso', 'time.order');
  return { from: 'column', column: TIME_COLUMN, unit, order, weekStart };
}

function unitOfName(pattern: string, declared: PeriodUnit | null): PeriodUnit {
  const written = unitOfDigits(pattern);
  if (declared === null || declared === written || written === 'day') return declared ?? written;
  throw expected(`${written}, as the pattern ${pattern} says`, declared, 'time.unit');
}

function hasNoPlaces(region: unknown): boolean {
  return region === undefined || region === 'none';
}

interface DeclaredLevel extends PlaceLevel {
  /** The heading. */
  readonly column: string;
}

/** The coarsest first: each is looked up within the one before it, if its map is of parts of that one. */
function levelsOf({ region, regions }: Fields, own: readonly string[]): DeclaredLevel[] {
  if (region !== undefined && regions !== undefined) {
    throw new Problem('bad-descriptor', 'a descriptor has either region or regions');
  }
  const given =
    regions === undefined ? (hasNoPlaces(region) ? [] : [region]) : parse(list(anyObject), regions, 'regions');
  const levels = given.map((value, index) => {
    const at = regions === undefined ? 'region' : `regions[${index}]`;
    const fields = parse(anyObject, value, at);
    const map = isPoint(fields) ? POINT_MAP : parse(text, fields.map, `${at}.map`);
    const known = [...own, ...(isPoint(fields) ? [POINT_MAP] : []), ...readRegionLists().keys()];
    if (!known.includes(map)) throw expected(`a map: ${known.join(', ')}`, map, `${at}.map`);
    return {
      map,
      column: parse(text, fields.column, `${at}.column`),
      within: parse(v.nullable(text), fields.within ?? null, `${at}.within`),
    };
  });
  // A column that only tells names apart is one of the places as well, without a map of its own.
  return levels.flatMap(level => {
    const isListed = level.within === null || levels.some(({ column }) => column === level.within);
    return isListed || level.within === null ? [level] : [{ map: '', column: level.within, within: null }, level];
  });
}

interface DeclaredPoint {
  /** Headings. */
  readonly column: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly name: string | null;
  readonly title: string;
}

/** The headings of the coordinates of a region; null where it is on a map. */
function pointOf(region: unknown): DeclaredPoint | null {
  const fields = hasNoPlaces(region) ? {} : parse(anyObject, region, 'region');
  if (!isPoint(fields)) return null;
  const column = parse(text, fields.column, 'region.column');
  return {
    column,
    latitude: parse(text, fields.latitude, 'region.latitude'),
    longitude: parse(text, fields.longitude, 'region.longitude'),
    name: parse(v.nullable(text), fields.name ?? null, 'region.name'),
    title: parse(text, fields.title ?? titleOf(column), 'region.title'),
  };
}

function isPoint({ latitude, longitude }: Fields): boolean {
  return (latitude ?? null) !== null || (longitude ?? null) !== null;
}

/** The maps that are shown for places of these, the finest first. */
export function mapsOf(levels: readonly Pick<DeclaredLevel, 'map'>[]): string[] {
  const declared = levels.map(({ map }) => map).filter(map => map !== '');
  const lists = readRegionLists();
  const mapOf = (region: string | null) =>
    [...lists].find(([, listed]) => listed.some(({ id }) => id === region))?.[0] ?? null;
  const above = declared.flatMap(map => mapOf(lists.get(map)?.[0]?.parent ?? null) ?? []);
  // The finest first. A map of the one country that contains them all says nothing.
  const isPart = (map: string) => lists.get(map)?.some(({ parent }) => parent !== null) ?? false;
  return [...new Set([...declared.toReversed(), ...above.filter(isPart)])];
}

interface DeclaredDimension extends Omit<Dimension, 'values'> {
  readonly column: string;
}

function dimensionsOf(value: unknown): DeclaredDimension[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return parse(list(text), value, 'dimensions').map(column => {
      return { id: idOf(column), title: titleOf(column), column, total: null };
    });
  }
  return Object.entries(parse(anyObject, value, 'dimensions')).map(([id, item]) => {
    const at = `dimensions.${sqlName(id, 'dimensions')}`;
    const fields = parse(anyObject, item ?? {}, at);
    return {
      id,
      title: parse(text, fields.title ?? titleOf(id), `${at}.title`),
      column: parse(text, fields.column ?? id, `${at}.column`),
      total: parse(v.nullable(text), fields.total ?? null, `${at}.total`),
    };
  });
}

function idOf(heading: string): string {
  const id = heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[a-z]/.test(id) ? id : `d_${id}`;
}

interface DeclaredMeasure {
  readonly measure: Measure;
  readonly heading: string;
  readonly decimals: number | null;
}

function measuresOf({ measures }: Fields): DeclaredMeasure[] {
  return Object.entries(parse(anyObject, measures, 'measures')).map(([id, item]) => {
    const at = `measures.${sqlName(id, 'measures', RESERVED_NAMES.measures)}`;
    const fields = parse(anyObject, item ?? {}, at);
    const title = parse(text, fields.title ?? titleOf(id), `${at}.title`);
    const unit = parse(v.nullable(text), fields.unit ?? null, `${at}.unit`);
    const kind = parse(v.nullable(measureKind), fields.kind ?? null, `${at}.kind`);
    const decimals = parse(v.nullable(decimalsSchema), fields.decimals ?? null, `${at}.decimals`);
    const measure: Measure = {
      ...{ id, of: id, choice: {}, title, unit },
      description: parse(text, fields.description ?? '', `${at}.description`),
      kind: kind ?? (unit?.includes('%') === true ? 'rate' : 'level'),
      guessed: kind === null || parse(flag, fields.guessed ?? false, `${at}.guessed`),
      decimals: decimals ?? 0,
      noun: parse(v.nullable(text), fields.noun ?? null, `${at}.noun`),
      from: null,
    };
    return { measure, heading: parse(text, fields.column ?? id, `${at}.column`), decimals };
  });
}

function lookupTable(value: unknown): Table {
  const fields = parse(anyObject, value, 'places');
  const optional = (name: string): Column => ({ ...textColumn(name, name), optional: true });
  return {
    ...{ name: PLACES_TABLE, time: null, noted: [['id', 'name', 'parent', 'population']], firstDate: null },
    files: parse(text, fields.file, 'places.file'),
    columns: [
      textColumn('id', 'id'),
      optional('name'),
      optional('parent'),
      { ...optional('population'), type: 'count' },
    ],
    unused: ['*'],
    mistaken: {},
  };
}

function textColumn(name: string, heading: string): Column {
  return { name, headings: [heading], type: 'text', optional: false, decimals: null, missing: [], suppressed: [] };
}

function placeColumn(level: number): string {
  return `place_${level + 1}`;
}

function dimensionColumn(id: string): string {
  return `dimension_${id}`;
}
