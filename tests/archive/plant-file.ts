import { addDays } from '../../functions/measures/calendar.ts';
import { csvRow } from '../../local/sample/csv-cell.ts';
import { reportName } from '../transform/report-csv.ts';
import { type Ground, type Measure, type PlantedFault, pick, reportOf, uploadOf } from './ground.ts';
import { cellOf, type ReportText, withCells, withLines, writeReport } from './report-text.ts';

/** A column that is blank from the day on, and what is computed of it. */
export function plantMeasureEnd(ground: Ground): PlantedFault {
  const measure = pick(ground.random, ['deaths', 'recovered'] as const, 'measure');
  const heading = measure === 'deaths' ? 'Deaths' : 'Recovered';
  const blank = (report: ReportText): ReportText => ({
    ...report,
    rows: report.rows.map(row => withCells(report, row, { [heading]: '', Active: '' })),
  });
  const later = [...ground.reports].filter(([date]) => date >= ground.date);
  const measures: readonly Measure[] = [measure];
  return {
    kind: 'measure ended',
    date: ground.date,
    sentence: `${heading} and Active are blank from ${ground.date} on`,
    uploads: new Map(
      later.map(([date, report]) => [date, { name: reportName(date), text: writeReport(blank(report)) }]),
    ),
    must: 'measure-ended',
    place: { region: '', name: measure, measures, was: null, is: null },
  };
}

/** @param years by how many the year in the name is wrong */
export function plantWrongYear(ground: Ground, years: number): PlantedFault {
  const { date } = ground;
  const name = reportName(`${Number(date.slice(0, 4)) + years}${date.slice(4)}`);
  return atFault(ground, `wrong year in the name`, `it is named ${name}`, {
    uploads: uploadOf(date, reportOf(ground, date), name),
  });
}

/** Rows in one piece, put in once more. */
export function plantRepeatedBlock(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const length = Math.floor(report.rows.length * (0.25 + 0.35 * ground.random()));
  const from = Math.floor(ground.random() * (report.rows.length - length));
  const to = pick(ground.random, [from + length, report.rows.length], 'line');
  const block = report.rows.slice(from, from + length).map(({ line }) => line);
  const sentence = `${length} rows from line ${from + 2} on stand in it again from line ${to + 2} on`;
  return atFault(ground, 'block of rows repeated', sentence, {
    uploads: uploadOf(ground.date, withLines(report, to, block)),
  });
}

/** As where two files were joined. */
export function plantSecondHeader(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const at = Math.floor(report.rows.length * (0.1 + 0.8 * ground.random()));
  return atFault(ground, 'second header', `its headings stand in it again on line ${at + 2}`, {
    uploads: uploadOf(ground.date, withLines(report, at, [csvRow(report.headings)])),
  });
}

/** A few rows in two versions, as Git leaves them. */
export function plantConflict(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const at = Math.floor(report.rows.length * (0.1 + 0.8 * ground.random()));
  const ours = report.rows.slice(at, at + 1 + Math.floor(8 * ground.random()));
  const theirs = ours.map(
    row => withCells(report, row, { Confirmed: String(Number(cellOf(report, row, 'Confirmed')) + 3) }).line,
  );
  const started = withLines(report, at, ['<<<<<<< HEAD']);
  const ended = ['=======', ...theirs, '>>>>>>> upstream/master'];
  return atFault(ground, 'conflict markers', `${ours.length} rows from line ${at + 2} on are in conflict`, {
    uploads: uploadOf(ground.date, withLines(started, at + 1 + ours.length, ended)),
  });
}

/** The report of the next day under the name of this one. */
export function plantNextDay(ground: Ground): PlantedFault {
  const next = addDays(ground.date, 1);
  return atFault(ground, "next day's rows", `it has the rows of ${next}`, {
    uploads: uploadOf(ground.date, reportOf(ground, next)),
    onlyLaterTold: true,
    names: [reportName(ground.date), reportName(next)],
  });
}

function atFault(
  { date }: Ground,
  kind: string,
  sentence: string,
  fault: Pick<PlantedFault, 'uploads' | 'names' | 'onlyLaterTold'>,
): PlantedFault {
  return { kind, date, sentence, must: 'file-out', place: null, ...fault };
}
