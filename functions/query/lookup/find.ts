import type { RegionDescription } from '../../contract/answers.ts';
import { type Calendar, isPeriodOf, periodExample } from '../../contract/period.ts';
import { Problem } from '../../contract/problem.ts';
import type { DimensionChoice, MapDescription, MeasureDescription, Snapshot } from '../../contract/snapshot.ts';
import { isPerCapita, KINDS } from '../../measures/kinds.ts';
import { addPeriods, periodsBetween } from '../../measures/periods.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter, quoteGiven } from '../parameters/bad-parameter.ts';
import { splitAt, unescaped } from '../parameters/escapes.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { describeRow, type MapRegions } from './region-table.ts';
import { searchRegions } from './search-regions.ts';

/** The regions of every map of the snapshot, in the order of its maps. */
export function readRegionTables(
  published: Pick<PublishedReader, 'regions'>,
  { dataset, snapshot }: DatasetView,
): Promise<MapRegions[]> {
  return Promise.all(snapshot.maps.map(map => published.regions(dataset, map.regions)));
}

/** Regions by their ids, which are unique over all maps, in the order asked. */
export function findRegions(tables: readonly MapRegions[], ids: readonly string[]): RegionDescription[] {
  return ids.map(id => {
    const table = tables.find(candidate => candidate.rowOf.has(id));
    const row = table?.rowOf.get(id);
    if (!table || row === undefined) throw unknownRegion(tables, id);
    return describeRow(table, row);
  });
}

const MAX_NEAREST = 5;

/** Says which regions may have been meant: those that a search finds, else those whose ids or names are similar. */
export function unknownRegion(tables: readonly MapRegions[], given: string): Problem {
  const { regions } = searchRegions(tables, { q: given, parent: null, limit: MAX_NEAREST });
  const found = regions.filter(({ matchedBy }) => matchedBy !== 'parent');
  const nearest = found.length > 0 ? found : findRegions(tables, nearestIds(tables, given));
  const hint = nearest.map(({ id, name }) => `${id} (${name})`).join(', ');
  const message = `there is no region ${quoteGiven(given)}${hint === '' ? '' : `; nearest: ${hint}`}`;
  return new Problem('unknown-region', message, { nearest: nearest.map(({ id }) => id) });
}

function nearestIds(tables: readonly MapRegions[], given: string): string[] {
  const byName = new Map(tables.flatMap(({ ids, names }) => names.map((name, row) => [name, ids[row] ?? ''])));
  const ids = tables.flatMap(table => table.ids);
  const near = nearestNames(given, [...ids, ...byName.keys()]);
  const known = new Set(ids);
  return [...new Set(near.map(name => (known.has(name) ? name : (byName.get(name) ?? ''))))];
}

/** A map of the snapshot by its id; the first one where none is asked for. */
export function findMap(snapshot: Snapshot, id: string | null): MapDescription {
  const map = id === null ? snapshot.maps[0] : snapshot.maps.find(candidate => candidate.id === id);
  if (map) return map;
  const known = snapshot.maps.map(candidate => candidate.id);
  throw badParameter('"map"', `a map of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}

/** A measure of the snapshot; the first one where none is asked for. `where` names the parameter. */
export function findMeasure(snapshot: Snapshot, id: string | null, where: string): MeasureDescription {
  const found = id === null ? snapshot.measures[0] : snapshot.measures.find(measure => measure.id === id);
  if (found !== undefined) return found;
  const known = snapshot.measures.map(measure => measure.id);
  throw badParameter(where, `a measure of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}

/** The measures asked for, in that order; all where none are. */
export function findMeasures(snapshot: Snapshot, ids: readonly string[] | null): readonly MeasureDescription[] {
  if (ids === null) return snapshot.measures;
  return ids.map(id => findMeasure(snapshot, id, '"measures"'));
}

/** Refuses values per person of a measure that is not a count of something. */
export function checkPer(measure: MeasureDescription, per: number | null): void {
  if (per === null || isPerCapita(measure)) return;
  const { id, kind, guessed, unit } = measure;
  const isKind = KINDS[kind].isPerCapita;
  const why = guessed ? 'its kind is guessed, not declared' : isKind ? `it is an amount in ${unit}` : `it is a ${kind}`;
  throw new Problem('bad-parameter', `"per" must be left out for "${id}": ${why}`);
}

/** The values of dimensions that are asked for, as `column:value`. */
export function findChoice({ dimensions, dataset }: Snapshot, asked: readonly string[]): DimensionChoice {
  const chosen = asked.map(text => {
    const [id = '', value = ''] = splitAt(text, ':', 2).map(unescaped);
    const dimension = dimensions.find(candidate => candidate.id === id);
    const known = dimensions.map(candidate => candidate.id);
    if (dimension === undefined) {
      throw badParameter('"dimension"', `column:value of a dimension of "${dataset}"`, text, nearestNames(id, known));
    }
    if (!dimension.values.includes(value)) {
      throw badParameter('"dimension"', `a value of "${id}"`, value, nearestNames(value, dimension.values));
    }
    return [id, value] as const;
  });
  for (const [id, given] of Map.groupBy(chosen, ([id]) => id)) {
    if (given.length === 1) continue;
    throw new Problem('bad-parameter', `"dimension" must choose "${id}" once; found it ${given.length} times`);
  }
  return Object.fromEntries(chosen);
}

/** Holds when the texts are periods as the data set has them. */
function checkPeriods(asked: Readonly<Record<string, string | null>>, { unit }: Calendar): void {
  for (const [name, text] of Object.entries(asked)) {
    if (text !== null && !isPeriodOf(unit, text)) throw badParameter(`"${name}"`, periodExample(unit), text);
  }
}

/** A period of a map; its last one where none is asked for. Between two periods, it is the one that it lies in. */
export function findPeriod(
  { period }: Snapshot,
  { id, firstDate, lastDate }: MapDescription,
  date: string | null,
): string {
  if (date === null) return lastDate;
  checkPeriods({ date }, period);
  if (date >= firstDate && date <= lastDate && aligned(date, firstDate, period) === date) return date;
  const steps = `${firstDate} to ${lastDate}${everyOf(period)}`;
  throw badParameter('"date"', `a ${period.unit} of map "${id}", ${steps}`, date);
}

function everyOf({ unit, every }: Calendar): string {
  return every === 1 ? '' : `, every ${every} ${unit}s`;
}

/** The last period of the calendar that is not after it. */
function aligned(text: string, first: string, calendar: Calendar): string {
  const near = addPeriods(first, periodsBetween(first, text, calendar), calendar);
  return near > text ? addPeriods(near, -1, calendar) : near;
}

interface Window {
  readonly from: string;
  readonly to: string;
}

/** The periods asked for that the snapshot has: what reaches beyond its data is cut off, and nothing left is an error. */
export function findWindow(snapshot: Snapshot, from: string | null, to: string | null): Window {
  const { firstDate, lastDate, period } = snapshot;
  checkPeriods({ from, to }, period);
  if (from !== null && to !== null && from > to) {
    throw new Problem('bad-parameter', `"from" must not be after "to"; found ${from} and ${to}`);
  }
  if ((from ?? firstDate) > lastDate || (to ?? lastDate) < firstDate) {
    const asked = from !== null && from > lastDate ? `"from" is ${from}` : `"to" is ${to}`;
    throw new Problem('bad-parameter', `the periods must meet the data, ${firstDate} to ${lastDate}; ${asked}`);
  }
  const start = aligned(later(from, firstDate), firstDate, period);
  const isBefore = from !== null && start < from;
  const window = {
    from: isBefore ? addPeriods(start, 1, period) : start,
    to: aligned(earlier(to, lastDate), firstDate, period),
  };
  if (window.from > window.to) {
    const steps = `${firstDate} to ${lastDate}${everyOf(period)}`;
    throw new Problem('bad-parameter', `the periods must meet the data, ${steps}; none lies from ${from} to ${to}`);
  }
  return window;
}

function later(period: string | null, bound: string): string {
  return period !== null && period > bound ? period : bound;
}

function earlier(period: string | null, bound: string): string {
  return period !== null && period < bound ? period : bound;
}
