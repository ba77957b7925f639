import type { Calendar, PeriodUnit } from '../contract/period.ts';
import type { StagedReport } from '../ingest/staged.ts';
import { addPeriods } from '../measures/periods.ts';

/** Periods that are stored together, such as the days of a month: few enough that an update rewrites little. */
export interface Chunk {
  /** What its periods have in common: `2020-06`, `2020`, `202`. */
  readonly name: string;
  readonly reports: readonly StagedReport[];
  readonly first: string;
  /** The last period of its kind, or the newest report. */
  readonly last: string;
}

/** Chunks that make one series piece. */
export interface ChunkGroup {
  readonly chunks: readonly Chunk[];
}

/** Every chunk from the first report to the newest, those without a report included. @param reports by period */
export function chunksOf(reports: readonly StagedReport[], calendar: Calendar): Chunk[] {
  const first = reports[0]?.date;
  const last = reports.at(-1)?.date;
  if (first === undefined || last === undefined) return [];
  const byName = Map.groupBy(reports, ({ date }) => chunkName(date, calendar));
  const chunks: Chunk[] = [];
  for (let start = first; start <= last; ) {
    const name = chunkName(start, calendar);
    let end = start;
    for (let next = addPeriods(end, 1, calendar); next > end && next <= last; next = addPeriods(end, 1, calendar)) {
      if (chunkName(next, calendar) !== name) break;
      end = next;
    }
    chunks.push({ name, reports: byName.get(name) ?? [], first: start, last: end });
    const next = addPeriods(end, 1, calendar);
    if (next === end) break;
    start = next;
  }
  return chunks;
}

/** Closed spans whole, closed parts of the newest span whole, its newest part by chunk. */
export function groupsOf(chunks: readonly Chunk[], { unit }: Calendar): ChunkGroup[] {
  const { part, span } = GROUPED[unit];
  const newest = chunks.at(-1)?.first ?? '';
  const groups = Map.groupBy(chunks, ({ name, first }) => {
    if (span(first) !== span(newest)) return `span ${span(first)}`;
    return part(first) === part(newest) ? name : `part ${part(first)}`;
  });
  return [...groups.values()].map(group => ({ chunks: group }));
}

/** The chunk that a period belongs to. */
export function chunkName(period: string, { unit }: Calendar): string {
  return GROUPED[unit].chunk(period);
}

type Grouping = Readonly<Record<'chunk' | 'part' | 'span', (period: string) => string>>;

const year = (period: string) => period.slice(0, 4);
const quarter = (period: string) => `${year(period)} Q${Math.ceil(Number(period.slice(5, 7)) / 3)}`;
const century = (period: string) => period.slice(0, 2);
const decade = (period: string) => period.slice(0, 3);
const all = () => '';

/** Some 30 days, 13 weeks, 12 months, 40 quarters or 100 years are stored together. */
const GROUPED: Readonly<Record<PeriodUnit, Grouping>> = {
  day: { chunk: period => period.slice(0, 7), part: quarter, span: year },
  week: { chunk: quarter, part: year, span: decade },
  month: { chunk: year, part: year, span: decade },
  quarter: { chunk: decade, part: decade, span: century },
  year: { chunk: century, part: century, span: all },
  none: { chunk: all, part: all, span: all },
};
