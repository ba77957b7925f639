import type { RegionDescription, SeriesAnswer } from '../../contract/answers.ts';
import type { Cell, Table } from '../../contract/csv.ts';

/** Curves as a table: a row for each region and day, a column for each measure. */
export function tabulateSeries(answer: SeriesAnswer, regions: readonly RegionDescription[]): Table {
  const measures = answer.series.length / Math.max(1, regions.length);
  const names = answer.series.slice(0, measures).map(({ measure }) => measure);
  const when = answer.days ? ['dayZero', 'day'] : ['date'];
  return { columns: ['region', 'name', ...when, ...names], rows: rowsOf(answer, regions, measures) };
}

function* rowsOf(answer: SeriesAnswer, regions: readonly RegionDescription[], measures: number): Iterable<Cell[]> {
  const days: readonly Cell[] = answer.dates ?? answer.days ?? [];
  for (const [index, region] of regions.entries()) {
    const entries = answer.series.slice(index * measures, (index + 1) * measures);
    const dayZero = entries[0]?.dayZero ?? null;
    for (const [place, day] of days.entries()) {
      const row: Cell[] = answer.days ? [region.id, region.name, dayZero, day] : [region.id, region.name, day];
      for (const { values } of entries) row.push(values[place] ?? null);
      yield row;
    }
  }
}
