import { addDays } from '../../functions/measures/periods.ts';
import { reportName } from '../build/report-csv.ts';
import { type FaultContext, type Measure, type PlantedFault, pick, reportOf, uploadOf } from './planted-fault.ts';
import { cellOf, csvRow, type ReportText, withCells, withLines, writeReport } from './report-text.ts';

/** A column that is blank from the day on. */
export function plantMeasureEnd(context: FaultContext): PlantedFault {
  const measure = pick(context.random, ['deaths', 'recovered'] as const, 'measure');
  const heading = measure === 'deaths' ? 'Deaths' : 'Recovered';
  const blank = (report: ReportText): ReportText => ({
    ...report,
    rows: report.rows.map(row => withCells(report, row, { [heading]: '', Active: '' })),
  });
  const later = [...context.reports].filter(([date]) => date >= context.date);
  const measures: readonly Measure[] = [measure];
  return {
    kind: 'measure ended',
    date: context.date,
    sentence: `${heading} and Active are blank from ${context.date} on`,
    uploads: new Map(
      later.map(([date, report]) => [date, { name: reportName(date), text: writeReport(blank(report)) }]),
    ),
    must: 'measure-ended',
    place: { region: '', name: measure, measures, was: null, is: null },
  };
}

/** @param years by how many the year in the name is wrong */
export function plantWrongYear(context: FaultContext, years: number): PlantedFault {
  const { date } = context;
  const name = reportName(`${Number(date.slice(0, 4)) + years}${date.slice(4)}`);
  return atFault(context, `wrong year in the name`, `it is named ${name}`, {
    uploads: uploadOf(date, reportOf(context, date), name),
  });
}

/** A contiguous block of rows, inserted once more. */
export function plantRepeatedBlock(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const length = Math.floor(report.rows.length * (0.25 + 0.35 * context.random()));
  const from = Math.floor(context.random() * (report.rows.length - length));
  const to = pick(context.random, [from + length, report.rows.length], 'line');
  const block = report.rows.slice(from, from + length).map(({ line }) => line);
  const sentence = `${length} rows from line ${from + 2} on are repeated from line ${to + 2} on`;
  return atFault(context, 'block of rows repeated', sentence, {
    uploads: uploadOf(context.date, withLines(report, to, block)),
  });
}

/** As if two files had been concatenated. */
export function plantSecondHeader(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const at = Math.floor(report.rows.length * (0.1 + 0.8 * context.random()));
  return atFault(context, 'second header', `its header appears again on line ${at + 2}`, {
    uploads: uploadOf(context.date, withLines(report, at, [csvRow(report.headings)])),
  });
}

/** A few rows in two versions, as a merge in Git leaves them. */
export function plantConflict(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const at = Math.floor(report.rows.length * (0.1 + 0.8 * context.random()));
  const ours = report.rows.slice(at, at + 1 + Math.floor(8 * context.random()));
  const theirs = ours.map(
    row => withCells(report, row, { Confirmed: String(Number(cellOf(report, row, 'Confirmed')) + 3) }).line,
  );
  const started = withLines(report, at, ['<<<<<<< HEAD']);
  const ended = ['=======', ...theirs, '>>>>>>> upstream/master'];
  return atFault(context, 'conflict markers', `${ours.length} rows from line ${at + 2} on are in conflict`, {
    uploads: uploadOf(context.date, withLines(started, at + 1 + ours.length, ended)),
  });
}

/** The report of the next day under the name of this one. */
export function plantNextDay(context: FaultContext): PlantedFault {
  const next = addDays(context.date, 1);
  return atFault(context, "next day's rows", `it has the rows of ${next}`, {
    uploads: uploadOf(context.date, reportOf(context, next)),
    detectableLater: true,
    names: [reportName(context.date), reportName(next)],
  });
}

function atFault(
  { date }: FaultContext,
  kind: string,
  sentence: string,
  fault: Pick<PlantedFault, 'uploads' | 'names' | 'detectableLater'>,
): PlantedFault {
  return { kind, date, sentence, must: 'file-out', place: null, ...fault };
}
