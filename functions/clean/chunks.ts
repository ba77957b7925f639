import type { StagedReport } from '../ingest/staged.ts';
import { addDays } from '../measures/periods.ts';

/** A calendar month of a data set: its reports and the days that it covers. */
export interface Month {
  /** `YYYY-MM`. */
  readonly name: string;
  readonly reports: readonly StagedReport[];
  readonly firstDay: string;
  /** The last of the month, or the newest report. */
  readonly lastDay: string;
}

/** Months that make one series piece. */
export interface Period {
  readonly months: readonly Month[];
}

/** Every month from the first report to the newest, those without a report included. @param reports by date */
export function monthsOf(reports: readonly StagedReport[]): Month[] {
  const first = reports[0]?.date;
  const last = reports.at(-1)?.date;
  if (first === undefined || last === undefined) return [];
  const byMonth = Map.groupBy(reports, ({ date }) => date.slice(0, 7));
  const months: Month[] = [];
  for (let firstDay = `${first.slice(0, 7)}-01`; firstDay <= last; firstDay = nextMonth(firstDay)) {
    const name = firstDay.slice(0, 7);
    const end = addDays(nextMonth(firstDay), -1);
    months.push({
      name,
      reports: byMonth.get(name) ?? [],
      firstDay: firstDay < first ? first : firstDay,
      lastDay: end < last ? end : last,
    });
  }
  return months;
}

/** Closed years whole, closed quarters of the newest year whole, its newest quarter by month. */
export function periodsOf(months: readonly Month[]): Period[] {
  const newest = months.at(-1)?.name ?? '';
  const groups = Map.groupBy(months, ({ name }) => {
    if (yearOf(name) !== yearOf(newest)) return yearOf(name);
    return quarterOf(name) === quarterOf(newest) ? name : quarterOf(name);
  });
  return [...groups.values()].map(group => ({ months: group }));
}

function yearOf(month: string): string {
  return month.slice(0, 4);
}

function quarterOf(month: string): string {
  return `${yearOf(month)} Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

function nextMonth(firstDay: string): string {
  return `${addDays(`${firstDay.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
}
