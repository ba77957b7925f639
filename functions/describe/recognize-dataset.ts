import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import type { TextTable } from '../ingest/read-table.ts';
import { titleOf } from './dataset-head.ts';
import type { Fields } from './known-names.ts';
import { findDimensions, type NamedPlaces } from './recognize-dimensions.ts';
import { recognizeMeasures } from './recognize-measures.ts';
import { type RecognizedPoints, recognizePoints } from './recognize-points.ts';
import { placesOfTable } from './recognize-table-places.ts';
import { recognizeTimes, type TableTime } from './recognize-time.ts';
import { tableSource } from './table-source.ts';

export interface BareTable {
  readonly id: string;
  /** The names of its uploads. */
  readonly files: readonly string[];
  readonly text: readonly TextTable[];
  readonly columns: readonly RecognizedColumn[];
}

export interface RecognizedDataset {
  /** Of the short `dataset.yaml` that describes the series; null where the data are tables alone. */
  readonly fields: Fields | null;
  /** Sentences: what was taken for time, places, measures and dimensions, or why nothing was. */
  readonly remarks: readonly string[];
}

/** Recognizes the series that the tables of a data set hold: the one with places and time before one with either. */
export async function recognizeDataset(
  tables: readonly BareTable[],
  tools: { readonly connection: DuckDBConnection },
): Promise<RecognizedDataset> {
  const found: FoundSeries[] = [];
  for (const table of tables) found.push(await seriesOf(table, tools.connection));
  const several = tables.length > 1;
  const best = found.toSorted((a, b) => b.rank - a.rank)[0];
  const remarks = found.flatMap((one, index) =>
    one.remarks.map(remark => (several ? `${tables[index]?.id}: ${remark}` : remark)),
  );
  const others = found.filter(one => one !== best && one.fields !== null).length;
  if (others > 0) remarks.push('One table makes the map and the curves; the others are tables alone.');
  return { fields: best?.fields ?? null, remarks };
}

interface FoundSeries extends RecognizedDataset {
  readonly rank: number;
}

async function seriesOf(table: BareTable, connection: DuckDBConnection): Promise<FoundSeries> {
  const source = await tableSource(table, connection);
  const { places, explanation } = await placesOfTable(source);
  const points = await recognizePoints(source);
  const times = await recognizeTimes(source);
  const remarks = [explanation, ...(points === null ? [] : [saidOfPoints(points)])];
  const none = (remark: string) => ({ fields: null, remarks: [...remarks, remark], rank: 0 });
  // Shapes say more than points, if the rows are of them.
  const found: readonly Placed[] = [
    ...(places === null ? [] : [{ column: places.column, within: places.within, region: regionField(places) }]),
    ...(points === null ? [] : [{ column: points.column, within: null, region: { ...points } }]),
  ];
  if (found.length === 0 && times.length === 0) return none('No column is a time, so the data are a table alone.');
  for (const placed of found.length > 0 ? found : [null]) {
    for (const time of times.length > 0 ? times : [null]) {
      const dimensions = await findDimensions(source, placed, time);
      if (dimensions === null) continue;
      const measures = await recognizeMeasures(source, { places: placed, time, dimensions });
      if (measures.list.length === 0) return none('No column holds numbers that could be measured.');
      const fields: Fields = {
        title: titleOf(table.id),
        files: patternOf(table.files),
        time: time === null ? 'none' : timeField(time),
        region: placed?.region ?? 'none',
        ...(dimensions.fields === null ? {} : { dimensions: dimensions.fields }),
        measures: measures.fields,
      };
      const said = [time?.why ?? 'No column is a time: all rows are of one moment.', dimensions.why, measures.why];
      const rank = Number(placed !== null) * 2 + Number(time !== null);
      return { fields, remarks: [...remarks, ...said.filter(text => text !== '')], rank };
    }
  }
  const by = [...found.slice(0, 1), ...times.slice(0, 1)].map(({ column }) => `"${column}"`);
  return none(
    `Several rows have the same ${by.join(' and ')}, and no column of few values tells them apart: the data are a table alone.`,
  );
}

/** A column that names places, and the field `region` that says so. */
interface Placed extends NamedPlaces {
  readonly region: Fields;
}

function saidOfPoints({ column, latitude, longitude }: RecognizedPoints): string {
  return `"${latitude}" and "${longitude}" say where each "${column}" lies.`;
}

function timeField({ column, order }: TableTime): Fields {
  return order === 'iso' ? { column } : { column, order };
}

function regionField({
  column,
  map,
  within,
}: {
  readonly column: string;
  readonly map: string;
  readonly within: string | null;
}): Fields {
  return within === null ? { column, map } : { column, map, within };
}

/** `sales-2020.csv` and `sales-2021.csv` as `sales-*.csv`. */
export function patternOf(files: readonly string[]): string {
  const [first = '', ...others] = files;
  if (others.length === 0) return first;
  const parts = files.map(file => file.split(/(\d+)/));
  return (parts[0] ?? []).map((part, index) => (parts.every(other => other[index] === part) ? part : '*')).join('');
}
