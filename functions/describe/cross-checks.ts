import { POINT_MAP, WHOLE_REGION } from '../contract/dataset.ts';
import { PERIOD_UNITS } from '../contract/period.ts';
import { expected } from '../contract/schema.ts';
import type { MeasureKind } from '../contract/snapshot.ts';
import type { ReadBeside } from '../job/build.ts';
import { KINDS } from '../measures/kinds.ts';
import { readRegionLists } from '../measures/region-lists.ts';
import type { Fields } from './known-names.ts';
import { type Fault, pathText } from './mistakes.ts';
import { unitOfDigits } from './normalize-dataset.ts';
import { mapsOf } from './short-dataset.ts';

/** What the fields of a descriptor without SQL say against each other. Any of them may be wrong by itself. */
export function shortFaults(fields: Fields): Fault[] {
  const faults: Fault[] = [];
  const { region, regions, time, views } = fields;
  if (region !== undefined && regions !== undefined) {
    faults.push({ path: ['regions'], of: 'key', message: 'a descriptor has either region or regions' });
  }
  const { column, file, unit } = propertiesOf(time);
  if (isObject(time) && column === undefined && file === undefined) {
    faults.push(mistaken(['time'], '{ column: … } or { file: … }', time));
  }
  if (column === undefined && typeof file === 'string' && file.includes('YYYY')) {
    const written = unitOfDigits(file);
    const isOther = PERIOD_UNITS.some(known => known === unit) && unit !== written;
    if (isOther && written !== 'day')
      faults.push(mistaken(['time', 'unit'], `${written}, as the pattern ${file} says`, unit));
  }
  const maps = [...Object.keys(propertiesOf(fields.maps)), ...readRegionLists().keys()];
  const levels = [
    { path: ['region', 'map'], map: propertiesOf(region).map },
    ...itemsOf(regions).map((level, index) => ({ path: ['regions', index, 'map'], map: propertiesOf(level).map })),
  ];
  for (const { path, map } of levels) {
    if (typeof map === 'string' && !maps.includes(map)) faults.push(mistaken(path, `a map: ${maps.join(', ')}`, map));
  }
  faults.push(...pointFaults(fields));
  const hasMap = (region !== undefined && region !== 'none') || regions !== undefined;
  if (hasMap && isObject(views) && !('map' in views)) faults.push(withoutMap(views));
  const { latitude, longitude } = propertiesOf(region);
  const hasPoints = latitude !== undefined || longitude !== undefined;
  const shown = hasPoints
    ? [POINT_MAP]
    : mapsOf(levels.flatMap(({ map }) => (typeof map === 'string' && maps.includes(map) ? [{ map }] : [])));
  return [...faults, ...curvesFaults(fields), ...placesFaults(fields, hasMap ? shown : [WHOLE_REGION], 'level')];
}

/** A region is on a map, or has coordinates. */
function pointFaults({ region }: Fields): Fault[] {
  if (!isObject(region)) return [];
  const fields = propertiesOf(region);
  const has = (field: string) => (fields[field] ?? null) !== null;
  const required = (field: string) => (has(field) ? [] : [mistaken(['region', field], 'text', undefined)]);
  const stray = (field: string, message: string): Fault[] =>
    has(field) ? [{ path: ['region', field], of: 'key', message }] : [];
  if (has('latitude') || has('longitude')) {
    const apart = 'is only for regions of a map';
    return [
      ...['latitude', 'longitude'].flatMap(required),
      ...stray('map', 'a region has either map, or latitude and longitude'),
      ...stray('within', `within ${apart}`),
    ];
  }
  const only = 'is only for places with latitude and longitude';
  return [...required('map'), ...['name', 'title'].flatMap(field => stray(field, `${field} ${only}`))];
}

/** The same of a descriptor with SQL. */
export function sqlFaults(fields: Fields): Fault[] {
  const faults: Fault[] = [];
  const { license, licence, maps, tables, views } = fields;
  if ((license ?? licence ?? null) === null) faults.push(mistaken(['license'], 'an object', undefined));
  const known = [...readRegionLists().keys(), WHOLE_REGION];
  for (const [index, map] of itemsOf(maps).entries()) {
    if (typeof map === 'string' && !known.includes(map)) {
      faults.push(mistaken(['maps', index], `a map: ${known.slice(0, -1).join(', ')}`, map));
    }
  }
  const patterns = Object.values(propertiesOf(tables)).map(table => propertiesOf(table).files);
  if (patterns.length > 0 && patterns.every(files => typeof files === 'string' && !files.includes('YYYY'))) {
    faults.push({ path: ['tables'], of: 'key', message: 'one table must take its files by date' });
  }
  if (isObject(views) && !('map' in views)) faults.push(withoutMap(views));
  return [...faults, ...curvesFaults(fields), ...placesFaults(fields, itemsOf(maps), 'cumulative')];
}

function curvesFaults({ views, measures }: Fields): Fault[] {
  const known = Object.keys(propertiesOf(measures));
  const wanted = itemsOf(propertiesOf(propertiesOf(views).curves).measures);
  return wanted.flatMap((id, index) => {
    if (typeof id !== 'string' || known.includes(id)) return [];
    const fault = mistaken(['views', 'curves', 'measures'], known.map(name => `"${name}"`).join(' or '), id);
    return { ...fault, path: ['views', 'curves', 'measures', index] };
  });
}

function placesFaults({ checks, measures }: Fields, shown: readonly unknown[], standard: MeasureKind): Fault[] {
  // Without a map that is known there is nothing to compare with.
  if (shown.length === 0) return [];
  const known = Object.entries(propertiesOf(measures)).flatMap(([id, measure]) => {
    const { kind = standard, from } = propertiesOf(measure);
    const grows = Object.entries(KINDS).some(([name, { grows }]) => name === kind && grows);
    return (from ?? null) === null && grows ? [id] : [];
  });
  return Object.entries(propertiesOf(propertiesOf(checks).places)).flatMap(([map, limits]) => {
    const path = ['checks', 'places', map];
    if (!shown.includes(map)) {
      const { message } = expected(`a map of the data set: ${shown.join(', ')}`, map, 'checks.places');
      return [{ path, of: 'key' as const, message }];
    }
    return itemsOf(propertiesOf(limits).measures).flatMap((id, index) => {
      if (typeof id !== 'string' || known.includes(id)) return [];
      return [
        { ...mistaken([...path, 'measures'], `a list of ${known.join(', ')}`, id), path: [...path, 'measures', index] },
      ];
    });
  });
}

/** A field that must be something else. */
export function mistaken(path: Fault['path'], what: string, found: unknown): Fault {
  return { path, of: 'value', message: expected(what, found, pathText(path)).message };
}

function withoutMap(views: object): Fault {
  return mistaken(['views'], 'a list of views with "map"', Object.keys(views));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function propertiesOf(value: unknown): Fields {
  return isObject(value) ? { ...value } : {};
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Files that fields name and that are not beside the descriptor. */
export async function absentFiles(fields: Fields, beside: ReadBeside): Promise<Fault[]> {
  const { about, sandbox } = propertiesOf(fields.views);
  const named = [
    { path: ['views', 'about', 'text'], name: propertiesOf(about).text, extension: '.md' },
    { path: ['views', 'sandbox', 'text'], name: propertiesOf(sandbox).text, extension: '.md' },
    { path: ['regions'], name: fields.regions, extension: '.sql' },
    { path: ['clean'], name: fields.clean, extension: '.sql' },
  ];
  const faults: Fault[] = [];
  for (const { path, name, extension } of named) {
    if (typeof name !== 'string' || !/^[\w.-]+$/.test(name) || !name.endsWith(extension)) continue;
    if ((await beside(name)) !== undefined) continue;
    faults.push({ path, of: 'value', message: `${pathText(path)} names ${name}, which does not exist` });
  }
  return faults;
}
