import { isLarge, placesOf } from './places.ts';
import {
  type FaultContext,
  HEADING,
  type PlantedFault,
  type PlantedPlace,
  pick,
  reportOf,
  uploadOf,
} from './planted-fault.ts';
import { cellOf, newRow, type ReportRow, type ReportText, withCells, withLines, withRow } from './report-text.ts';

/** Countries that have a map of their provinces. */
const MAPPED = ['US', 'Canada', 'China', 'Australia'];
const LEAST_CHANGE = 500;

/** The same row twice, one below the other or at the end. */
export function plantRepeatedRow(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const places = placesOf(context, pick(context.random, ['country', 'county'] as const, 'level'));
  const place = pick(
    context.random,
    places.filter(one => isLarge(context, one, 'confirmed')),
    'large place',
  );
  const to = pick(context.random, [place.at, report.rows.length], 'line');
  return {
    kind: 'repeated row',
    date: context.date,
    sentence: `the row of ${place.name} (${place.region}) appears twice`,
    uploads: uploadOf(context.date, withLines(report, to, [place.row.line])),
    must: 'right',
    place: null,
  };
}

/** A row "Unknown" with a negative count, and a province that is too high by as much: the country's sum is right. */
export function plantBalancingRow(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const { country, row, at, region } = pickProvince(context);
  const count = Number(cellOf(report, row, 'Confirmed'));
  const more = LEAST_CHANGE + Math.floor(count * (0.4 + context.random()));
  const raised = withRow(report, at, withCells(report, row, { Confirmed: String(count + more) }));
  return {
    kind: 'balancing negative row',
    date: context.date,
    sentence: `a row "Unknown" of ${country} (${region}) has -${more}, and another of its rows is too high by as much`,
    uploads: uploadOf(context.date, withLines(raised, raised.rows.length, [unknownRow(report, country, -more).line])),
    must: 'right',
    place: null,
  };
}

/** The same without the province: the country's sum is too small. */
export function plantUnbalancedRow(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const { country, region, sum } = pickProvince(context);
  const fewer = LEAST_CHANGE + Math.floor(sum * (0.34 + 0.6 * context.random()));
  const row = unknownRow(report, country, -fewer);
  return {
    kind: 'negative row that does not balance',
    date: context.date,
    sentence: `a row "Unknown" of ${country} (${region}) has -${fewer}, and no other row makes up for it`,
    uploads: uploadOf(context.date, withLines(report, report.rows.length, [row.line])),
    must: 'cell-unknown',
    place: { region, name: country, measures: ['confirmed'], was: '0', is: `-${fewer}` },
  };
}

/** One cell that is not a number, beside good ones. */
export function plantBadCell(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const level = pick(context.random, ['country', 'province', 'county'] as const, 'level');
  const places = placesOf(context, level).filter(place => isLarge(context, place, 'confirmed'));
  const { name, region, row, at } = pick(context.random, places, `large ${level}`);
  const measure = pick(context.random, ['confirmed', 'deaths'] as const, 'measure');
  const is = pick(context.random, ['n/a', '?', '#REF!', '12 345x', '1.2.3'], 'bad cell');
  const place: PlantedPlace = { region, name, measures: [measure], was: cellOf(report, row, HEADING[measure]), is };
  return {
    kind: 'bad cell',
    date: context.date,
    sentence: `${name} (${region}) has "${is}" ${measure} for ${place.was}`,
    uploads: uploadOf(context.date, withRow(report, at, withCells(report, row, { [HEADING[measure]]: is }))),
    must: 'cell-unknown',
    place,
  };
}

/** A last row with the sums of all others. */
export function plantTotalRow(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const sum = (heading: string) =>
    String(report.rows.reduce((sum, row) => sum + Number(cellOf(report, row, heading)), 0));
  const name = pick(context.random, ['Total', 'TOTAL', 'Grand Total'], 'name');
  const sums = { Confirmed: sum('Confirmed'), Deaths: sum('Deaths'), Recovered: sum('Recovered') };
  const row = newRow(report, { Country_Region: name, ...sums });
  return {
    kind: 'total row',
    date: context.date,
    sentence: `its last row is "${name}"`,
    uploads: uploadOf(context.date, withLines(report, report.rows.length, [row.line])),
    must: 'right',
    place: null,
    unknown: name,
  };
}

/** A row of a country of several rows whose provinces are on no map, with the country's sum. */
function pickProvince(context: FaultContext) {
  const report = reportOf(context, context.date);
  const name = (row: ReportRow) => cellOf(report, row, 'Country_Region');
  const byCountry = Map.groupBy(report.rows, name);
  const countries = [...byCountry].flatMap(([country, rows]) => {
    const region = context.regions.country(country);
    const sum = rows.reduce((sum, row) => sum + Number(cellOf(report, row, 'Confirmed')), 0);
    const isFit = rows.length > 2 && !MAPPED.includes(country) && sum >= 1000;
    const large = rows.filter(row => Number(cellOf(report, row, 'Confirmed')) >= 100);
    return isFit && region !== null
      ? large.map(row => ({ country, region, sum, row, at: report.rows.indexOf(row) }))
      : [];
  });
  return pick(context.random, countries, 'province that is on no map');
}

function unknownRow(report: ReportText, country: string, confirmed: number): ReportRow {
  return newRow(report, {
    Province_State: 'Unknown',
    Country_Region: country,
    Last_Update: cellOf(report, report.rows[0] ?? { line: '', cells: [] }, 'Last_Update'),
    Confirmed: String(confirmed),
    Deaths: '0',
    Recovered: '0',
    Active: String(confirmed),
    Combined_Key: `Unknown, ${country}`,
  });
}
