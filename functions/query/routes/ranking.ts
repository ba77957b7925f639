import type { RankingAnswer } from '../../contract/answers.ts';
import { type Maybe, totalsFromChanges } from '../../contract/changes.ts';
import type { CsvTable } from '../../contract/csv.ts';
import type { Frames } from '../../contract/frames.ts';
import { NOTHING_HELD } from '../../contract/held.ts';
import { day } from '../../contract/schema.ts';
import type { MapDescription } from '../../contract/snapshot.ts';
import { type Derivation, derive, lookbackDays } from '../../measures/derive.ts';
import { heldOn } from '../../measures/held-back.ts';
import { addDays, daysBetween } from '../../measures/periods.ts';
import { rank } from '../../measures/rank.ts';
import { defineRoute } from '../http/route.ts';
import { findMap, findMeasure } from '../lookup/find.ts';
import { badParameter } from '../parameters/bad-parameter.ts';
import { CHANGE, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, withDefault } from '../parameters/parameter.ts';
import { name, wholeNumber } from '../parameters/readers.ts';
import { type DatasetView, openDataset } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

const MAX_ENTRIES = 10_000;

export const ranking = defineRoute({
  path: '/datasets/{dataset}/ranking',
  summary:
    'The largest values of a map on one day. Ties share a rank and are sorted by name. A region without a value has no rank; "held" lists the regions whose value a check held back. If the map has no values of the measure, the ranking is empty.',
  parameters: {
    map: optional(name, 'The id of the map; the first one if left out.'),
    measure: optional(name, 'The id of the measure; the first one if left out.'),
    change: CHANGE,
    per: PER,
    date: optional(day, 'A day that the map has; its last one if left out.'),
    limit: withDefault(wholeNumber(1, MAX_ENTRIES), '10', 'The most entries to return.'),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
  async ask(published, dataset, query) {
    const view = await openDataset(published, dataset, query.snapshot);
    const answer = async () => {
      const body = await readRanking(published, view, query);
      return { body, table: tabulate(body) };
    };
    return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
  },
});

const COLUMNS = ['rank', 'region', 'name', 'value'] as const;

function tabulate({ entries }: RankingAnswer): CsvTable {
  return { columns: COLUMNS, rows: entries.map(entry => COLUMNS.map(column => entry[column])) };
}

interface RankingRequest extends Pick<Derivation, 'change' | 'per'> {
  readonly map: string | null;
  readonly measure: string | null;
  readonly date: string | null;
  readonly limit: number;
}

/** The largest values of a map on one day. Values tie as they are shown, at 6 digits. */
async function readRanking(
  published: PublishedReader,
  view: DatasetView,
  request: RankingRequest,
): Promise<RankingAnswer> {
  const map = findMap(view.snapshot, request.map);
  const measure = findMeasure(view.snapshot, request.measure, '"measure"');
  const date = findDate(map, request.date);
  const [regions, frames] = await Promise.all([
    published.regions(view.dataset, map.regions),
    readFrames(published, view.dataset, map, measure, date),
  ]);
  const origin = originBefore(date, map.firstDate);
  const items = regions.ids.map((id, row) => ({
    id,
    name: regions.names[row] ?? '',
    origin: origin(regions.firsts[row] ?? date),
    population: regions.populations[row] ?? null,
    totals: frames ? lastTwoTotals(frames, row, date) : [],
  }));
  const derivation: Derivation = { change: request.change, per: request.per, smooth: 1 };
  const shownOf = (item: (typeof items)[number]) => derive(item.totals, item, derivation)[1] ?? null;
  const ranked = rank(items, shownOf, request.limit);
  const { held, lacks } = heldOn(frames ?? NOTHING_HELD, date, lookbackDays(derivation));
  return {
    schema: 'ranking-answer/1',
    dataset: view.dataset,
    snapshot: view.id,
    map: map.id,
    measure,
    date,
    entries: ranked.map(({ rank: place, value, item }) => ({
      rank: place,
      region: item.id,
      name: item.name,
      value,
      lacks: lacks.get(item.id) ?? [],
    })),
    held: items.flatMap(item => {
      const reason = held.get(item.id);
      return reason === undefined || shownOf(item) !== null ? [] : [{ region: item.id, name: item.name, reason }];
    }),
  };
}

function findDate({ id, firstDate, lastDate }: MapDescription, date: string | null): string {
  if (date === null) return lastDate;
  if (date >= firstDate && date <= lastDate) return date;
  throw badParameter('"date"', `a day of map "${id}", ${firstDate} to ${lastDate}`, date);
}

async function readFrames(
  published: PublishedReader,
  dataset: string,
  map: MapDescription,
  measure: string,
  date: string,
): Promise<Frames | undefined> {
  const { frames } = await published.mapIndex(dataset, map.index);
  const piece = frames[measure]?.find(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate);
  return piece && published.frames(dataset, piece.blob);
}

/** The totals of the day before and of the day itself. */
function lastTwoTotals({ dates, base, changes }: Frames, row: number, date: string): Maybe[] {
  const before = base[row] ?? null;
  const start = row * dates.length;
  const known = changes.slice(start, start + dates.indexOf(date) + 1);
  return [before, ...totalsFromChanges(known, before)].slice(-2);
}

/** Where first records lie, counted from the day before `date`. There are fewer such days than regions. */
function originBefore(date: string, mapFirstDate: string) {
  const start = addDays(date, -1);
  const mapFirst = daysBetween(start, mapFirstDate);
  const indices = new Map<string, number>();
  return (firstDate: string) => {
    const first = indices.get(firstDate) ?? daysBetween(start, firstDate);
    indices.set(firstDate, first);
    return { first, mapFirst };
  };
}
