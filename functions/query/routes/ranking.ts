import type { RankingAnswer } from '../../contract/answers.ts';
import { type Maybe, totalsFromChanges } from '../../contract/changes.ts';
import type { CsvTable } from '../../contract/csv.ts';
import type { Frames } from '../../contract/frames.ts';
import { NOTHING_HELD } from '../../contract/held.ts';
import type { Calendar } from '../../contract/period.ts';
import { type MapDescription, measureKey } from '../../contract/snapshot.ts';
import { type Derivation, derive, lookbackDays } from '../../measures/derive.ts';
import { heldOn } from '../../measures/held-back.ts';
import { KINDS } from '../../measures/kinds.ts';
import { addPeriods, periodsBetween } from '../../measures/periods.ts';
import { rank } from '../../measures/rank.ts';
import { defineRoute } from '../http/route.ts';
import { checkPer, findChoice, findMap, findMeasure, findPeriod } from '../lookup/find.ts';
import { CHANGE, DIMENSION, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, withDefault } from '../parameters/parameter.ts';
import { name, periodName, wholeNumber } from '../parameters/readers.ts';
import { type DatasetView, openDataset } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

const MAX_ENTRIES = 10_000;

export const ranking = defineRoute({
  path: '/datasets/{dataset}/ranking',
  summary:
    'The largest values of a map in one period. Ties share a rank and are sorted by name. A region without a value has no rank; "held" lists the regions whose value a check held back. If the map has no values of the measure, the ranking is empty.',
  parameters: {
    map: optional(name, 'The id of the map; the first one if left out.'),
    measure: optional(name, 'The id of the measure; the first one if left out.'),
    change: CHANGE,
    per: PER,
    dimension: DIMENSION,
    date: optional(periodName, 'A period that the map has; its last one if left out.'),
    limit: withDefault(wholeNumber(1, MAX_ENTRIES), '10', 'The most entries to return.'),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
  async ask(published, { dataset }, query) {
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

interface RankingRequest extends Pick<Derivation, 'per'> {
  readonly change: Derivation['change'] | null;
  readonly dimension: readonly string[];
  readonly map: string | null;
  readonly measure: string | null;
  readonly date: string | null;
  readonly limit: number;
}

/** The largest values of a map in one period. Values tie as they are shown, at 6 digits. */
async function readRanking(
  published: PublishedReader,
  view: DatasetView,
  request: RankingRequest,
): Promise<RankingAnswer> {
  const map = findMap(view.snapshot, request.map);
  const measure = findMeasure(view.snapshot, request.measure, '"measure"');
  const date = findPeriod(view.snapshot, map, request.date);
  const choice = findChoice(view.snapshot, request.dimension);
  checkPer(measure, request.per);
  const { isFlow, change } = KINDS[measure.kind];
  const key = measureKey(measure.id, choice, view.snapshot.dimensions);
  const calendar = view.snapshot.period;
  const [regions, frames] = await Promise.all([
    published.regions(view.dataset, map.regions),
    readFrames(published, view.dataset, map, key, date),
  ]);
  const origin = originBefore(date, map.firstDate, calendar);
  const items = regions.ids.map((id, row) => ({
    id,
    name: regions.names[row] ?? '',
    origin: origin(regions.firsts[row] ?? date),
    population: regions.populations[row] ?? null,
    totals: frames ? lastTwoTotals(frames, row, date) : [],
    added: frames ? [null, addedOn(frames, row, date)] : [],
  }));
  const derivation: Derivation = { change: request.change ?? change, per: request.per, smooth: 1 };
  const shownOf = (item: (typeof items)[number]) => {
    const stored = { decimals: measure.decimals, added: isFlow ? item.added : null };
    return derive(item.totals, item, derivation, stored)[1] ?? null;
  };
  const ranked = rank(items, shownOf, request.limit);
  const { held, lacks } = heldOn(frames ?? NOTHING_HELD, date, lookbackDays(derivation), calendar);
  return {
    schema: 'ranking-answer/1',
    dataset: view.dataset,
    snapshot: view.id,
    map: map.id,
    measure: measure.id,
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

/** What was added in a period since the last known total. */
function addedOn({ dates, changes }: Frames, row: number, date: string): Maybe {
  return changes[row * dates.length + dates.indexOf(date)] ?? null;
}

/** The totals of the period before and of the period itself. */
function lastTwoTotals({ dates, base, changes }: Frames, row: number, date: string): Maybe[] {
  const before = base[row] ?? null;
  const start = row * dates.length;
  const known = changes.slice(start, start + dates.indexOf(date) + 1);
  return [before, ...totalsFromChanges(known, before)].slice(-2);
}

/** Where first records lie, counted from the period before `date`. There are fewer such periods than regions. */
function originBefore(date: string, mapFirstDate: string, calendar: Calendar) {
  const start = addPeriods(date, -1, calendar);
  const mapFirst = periodsBetween(start, mapFirstDate, calendar);
  const indices = new Map<string, number>();
  return (firstDate: string) => {
    const first = indices.get(firstDate) ?? periodsBetween(start, firstDate, calendar);
    indices.set(firstDate, first);
    return { first, mapFirst };
  };
}
