import type { RegionTable } from '../clean/load-regions.ts';
import type { HeldBack } from '../contract/held.ts';
import type { Latest, Quantiles } from '../contract/latest.ts';
import type { MapIndex, Piece } from '../contract/map-index.ts';
import { WHOLE_TIME } from '../contract/period.ts';
import type { Recognized } from '../contract/recognized.ts';
import type { Regions } from '../contract/regions.ts';
import type { MapDescription, Snapshot } from '../contract/snapshot.ts';
import type { TableDescription } from '../contract/table.ts';
import type { TextBlob, ViewDescription } from '../contract/views.ts';
import type { Build } from '../job/build.ts';
import { KINDS } from '../measures/kinds.ts';
import { addPeriods, USUAL_WINDOW } from '../measures/periods.ts';
import { roundDerived } from '../measures/round.ts';
import type { Assembled } from './assemble.ts';
import type { MapState } from './memory.ts';
import { latelyOf } from './recent-values.ts';
import { describeMeasure, type SeriesParts, seriesSummary } from './series-summary.ts';
import { mergedSketch, quantilesOf, type Sketches } from './sketch.ts';
import { widerRanges } from './survey-chunk.ts';

/** What is published row by row. */
export interface RowTables {
  readonly tables: readonly TableDescription[];
  readonly recognized: Recognized | null;
  /** The blob of a picture, for a data set without a series. */
  readonly preview: string | null;
}

const NO_SUMMARY = { fact: null, svg: null };

/** All pieces → regions, latest and index blob of each map that has data, and the snapshot over them. @param receipt its id */
export async function makeSnapshot(
  build: Build,
  series: Omit<SeriesParts, 'build'> | null,
  { tables, recognized, preview: ofTable }: RowTables,
  receipt: string,
): Promise<Snapshot> {
  const { dataset } = build;
  const maps: MapDescription[] = [];
  if (series !== null) for (const map of dataset.maps) maps.push(...(await describeMap(map, { build, ...series })));
  const views: ViewDescription[] = [];
  for (const { id, text } of dataset.views) {
    const blob: TextBlob | null = text === null ? null : { schema: 'text/1', markdown: text };
    views.push({ id, text: blob === null ? null : await build.blobs.add(blob) });
  }
  const { fact, svg } = series === null ? NO_SUMMARY : seriesSummary(maps[0], { build, ...series });
  const preview = svg === null ? ofTable : await build.blobs.addPicture(svg);
  await build.blobs.settle();
  return {
    schema: 'snapshot/2',
    dataset: build.id,
    kind: series === null ? 'table' : 'region-series',
    title: dataset.title,
    description: dataset.description,
    notice: dataset.notice,
    source: dataset.source,
    licence: dataset.licence,
    firstDate: series?.assembled.chunks[0]?.chunk.first ?? WHOLE_TIME,
    lastDate: series?.assembled.chunks.at(-1)?.chunk.last ?? WHOLE_TIME,
    period: dataset.period,
    provisional: dataset.provisional,
    measures: dataset.measures
      .filter(({ of }, index, all) => all.findIndex(other => other.of === of) === index)
      .map(describeMeasure),
    dimensions: dataset.dimensions,
    maps,
    tables,
    preview,
    fact,
    recognized: recognized === null ? null : await build.blobs.add(recognized),
    views,
    curves: dataset.curves,
    site: dataset.site,
    receipt,
  };
}

async function describeMap(map: string, parts: SeriesParts): Promise<MapDescription[]> {
  const { assembled, regionTable } = parts;
  const { blobs, dataset, shapes, ownMaps } = parts.build;
  const own = ownMaps.get(map);
  const state = assembled.end[map];
  const chunks = assembled.chunks.flatMap(({ record }) => record.maps[map] ?? []);
  const [first] = chunks;
  const last = chunks.at(-1);
  if (state === undefined || first === undefined || last === undefined) return [];
  const regions = await blobs.add(regionsOf(map, state, regionTable));
  const latest = await blobs.add(latestOf(map, last.lastDate, state, parts));
  const index: MapIndex = {
    schema: 'map/1',
    map,
    regions,
    latest,
    frames: Object.fromEntries(
      dataset.measures.map(({ id }) => [id, chunks.map(chunk => pieceOf(chunk, chunk.frames[id] ?? ''))]),
    ),
    series: seriesPieces(map, assembled),
  };
  return [
    {
      id: map,
      title: shapes.get(map)?.title ?? map,
      nouns: shapes.get(map)?.nouns ?? null,
      firstDate: first.firstDate,
      lastDate: last.lastDate,
      regionCount: state.ids.length,
      measures: dataset.measures.map(({ id }) => id).filter(id => chunks.some(({ measures }) => measures.includes(id))),
      regions,
      latest,
      index: await blobs.add(index),
      shapes: own === undefined ? null : await blobs.add(own.shapes),
    },
  ];
}

function regionsOf(map: string, state: MapState, table: RegionTable): Regions {
  const numbers = state.ids.map(id => table.numberOf.get(id) ?? -1);
  const parents = numbers.map(number => table.parents[number] ?? null);
  const parentIds = [...new Set(parents)].filter(id => id !== null).sort();
  return {
    schema: 'regions/1',
    map,
    ids: state.ids,
    names: numbers.map(number => table.names[number] ?? ''),
    parents,
    populations: numbers.map(number => table.populations[number] ?? null),
    firsts: state.firsts,
    parentNames: Object.fromEntries(parentIds.map(id => [id, table.names[table.numberOf.get(id) ?? -1] ?? id])),
  };
}

function latestOf(map: string, date: string, state: MapState, { build, assembled }: SeriesParts): Latest {
  const { period } = build.dataset;
  const from = addPeriods(date, -USUAL_WINDOW[period.unit], period);
  const measures = build.dataset.measures.map(({ id, decimals, kind }) => {
    const ranges = assembled.chunks.flatMap(({ record }) => record.maps[map]?.ranges[id] ?? []);
    const values = { total: state.totals[id] ?? [], new: state.news[id] ?? [], ranges: ranges.reduce(widerRanges) };
    const sketches = assembled.chunks.flatMap(({ record }) => record.maps[map]?.sketches[id] ?? []);
    const quantiles = quantilesIn(sketches, decimals);
    const suppressed = [...(state.suppressed?.[id] ?? [])];
    return [
      id,
      {
        ...values,
        lately: latelyOf(state, id, KINDS[kind].isFlow, { date, period }),
        quantiles,
        suppressed,
        ...heldLately(map, id, from, assembled),
      },
    ] as const;
  });
  return { schema: 'latest/2', map, date, measures: Object.fromEntries(measures) };
}

function quantilesIn(sketches: readonly Sketches[], decimals: number): Quantiles {
  const of = (kind: keyof Quantiles) =>
    quantilesOf(mergedSketch(sketches.map(sketch => sketch[kind]))).map(
      value => roundDerived(value / 10 ** decimals) ?? 0,
    );
  return {
    total: of('total'),
    new: of('new'),
    mean: of('mean'),
    totalPerPerson: of('totalPerPerson'),
    newPerPerson: of('newPerPerson'),
    meanPerPerson: of('meanPerPerson'),
  };
}

/** What is held back in a period, and in those since. */
function heldLately(map: string, measure: string, from: string, { chunks }: Assembled): HeldBack {
  const lately = chunks.flatMap(({ record }) => record.maps[map] ?? []).filter(({ lastDate }) => lastDate >= from);
  const lists = lately.map(({ heldBack, firstDate }, index) => {
    // A chunk repeats what is held back in the period before its first.
    const isOwn = ({ period }: { readonly period: string }) => period >= (index === 0 ? from : firstDate);
    const { held = [], lacks = [] } = heldBack[measure] ?? {};
    return { held: held.filter(isOwn), lacks: lacks.filter(isOwn) };
  });
  return { held: lists.flatMap(({ held }) => held), lacks: lists.flatMap(({ lacks }) => lacks) };
}

function seriesPieces(map: string, { groups }: Assembled): Record<string, Piece[]> {
  const byGroup: Record<string, Piece[]> = Object.create(null);
  for (const { chunks, series } of groups) {
    const days = chunks.flatMap(({ record }) => record.maps[map] ?? []);
    const [first] = days;
    const last = days.at(-1);
    if (first === undefined || last === undefined) continue;
    for (const [group, blob] of Object.entries(series[map] ?? {})) {
      const pieces = byGroup[group] ?? [];
      pieces.push({ firstDate: first.firstDate, lastDate: last.lastDate, blob });
      byGroup[group] = pieces;
    }
  }
  return Object.fromEntries(Object.entries(byGroup).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pieceOf({ firstDate, lastDate }: { firstDate: string; lastDate: string }, blob: string): Piece {
  return { firstDate, lastDate, blob };
}
