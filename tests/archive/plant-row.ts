import { type Ground, HEADING, type PlantedFault, type PlantedPlace, pick, reportOf, uploadOf } from './ground.ts';
import { isLarge, placesOf } from './places.ts';
import { cellOf, newRow, type ReportRow, type ReportText, withCells, withLines, withRow } from './report-text.ts';

/** Countries with a map of their provinces; elsewhere a province is a part of its country alone. */
const MAPPED = ['US', 'Canada', 'China', 'Australia'];
const LEAST_CHANGE = 500;

/** The same row twice, one below the other or at the end. */
export function plantRepeatedRow(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const places = placesOf(ground, pick(ground.random, ['country', 'county'] as const, 'level'));
  const place = pick(
    ground.random,
    places.filter(one => isLarge(ground, one, 'confirmed')),
    'large place',
  );
  const to = pick(ground.random, [place.at, report.rows.length], 'line');
  return {
    kind: 'repeated row',
    date: ground.date,
    sentence: `the row of ${place.name} (${place.region}) stands in it twice`,
    uploads: uploadOf(ground.date, withLines(report, to, [place.row.line])),
    must: 'right',
    place: null,
  };
}

/** A row "Unknown" with a negative count, and a province that has as much too many: the country's sum is right. */
export function plantBalancingRow(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const { country, row, at, region } = pickProvince(ground);
  const count = Number(cellOf(report, row, 'Confirmed'));
  const more = LEAST_CHANGE + Math.floor(count * (0.4 + ground.random()));
  const raised = withRow(report, at, withCells(report, row, { Confirmed: String(count + more) }));
  return {
    kind: 'balancing negative row',
    date: ground.date,
    sentence: `a row "Unknown" of ${country} (${region}) has -${more}, which another of its rows has too many`,
    uploads: uploadOf(ground.date, withLines(raised, raised.rows.length, [unknownRow(report, country, -more).line])),
    must: 'right',
    place: null,
  };
}

/** The same without the province: the country's sum is too small. */
export function plantUnbalancedRow(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const { country, region, sum } = pickProvince(ground);
  const fewer = LEAST_CHANGE + Math.floor(sum * (0.34 + 0.6 * ground.random()));
  const row = unknownRow(report, country, -fewer);
  return {
    kind: 'negative row that does not balance',
    date: ground.date,
    sentence: `a row "Unknown" of ${country} (${region}) has -${fewer}, which no other row has too many`,
    uploads: uploadOf(ground.date, withLines(report, report.rows.length, [row.line])),
    must: 'cell-unknown',
    place: { region, name: country, measures: ['confirmed'], was: '0', is: `-${fewer}` },
  };
}

/** One cell that is no number, beside good ones. */
export function plantBadCell(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const level = pick(ground.random, ['country', 'province', 'county'] as const, 'level');
  const places = placesOf(ground, level).filter(place => isLarge(ground, place, 'confirmed'));
  const { name, region, row, at } = pick(ground.random, places, `large ${level}`);
  const measure = pick(ground.random, ['confirmed', 'deaths'] as const, 'measure');
  const is = pick(ground.random, ['n/a', '?', '#REF!', '12 345x', '1.2.3'], 'bad cell');
  const place: PlantedPlace = { region, name, measures: [measure], was: cellOf(report, row, HEADING[measure]), is };
  return {
    kind: 'bad cell',
    date: ground.date,
    sentence: `${name} (${region}) has "${is}" ${measure} for ${place.was}`,
    uploads: uploadOf(ground.date, withRow(report, at, withCells(report, row, { [HEADING[measure]]: is }))),
    must: 'cell-unknown',
    place,
  };
}

/** A last row that sums all others. */
export function plantTotalRow(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const sum = (heading: string) =>
    String(report.rows.reduce((sum, row) => sum + Number(cellOf(report, row, heading)), 0));
  const name = pick(ground.random, ['Total', 'TOTAL', 'Grand Total'], 'name');
  const sums = { Confirmed: sum('Confirmed'), Deaths: sum('Deaths'), Recovered: sum('Recovered') };
  const row = newRow(report, { Country_Region: name, ...sums });
  return {
    kind: 'total row',
    date: ground.date,
    sentence: `its last row is "${name}"`,
    uploads: uploadOf(ground.date, withLines(report, report.rows.length, [row.line])),
    must: 'right',
    place: null,
    unknown: name,
  };
}

/** A row of a country of several rows whose provinces are on no map, with the country's sum. */
function pickProvince(ground: Ground) {
  const report = reportOf(ground, ground.date);
  const name = (row: ReportRow) => cellOf(report, row, 'Country_Region');
  const byCountry = Map.groupBy(report.rows, name);
  const countries = [...byCountry].flatMap(([country, rows]) => {
    const region = ground.regions.country(country);
    const sum = rows.reduce((sum, row) => sum + Number(cellOf(report, row, 'Confirmed')), 0);
    const isFit = rows.length > 2 && !MAPPED.includes(country) && sum >= 1000;
    const large = rows.filter(row => Number(cellOf(report, row, 'Confirmed')) >= 100);
    return isFit && region !== null
      ? large.map(row => ({ country, region, sum, row, at: report.rows.indexOf(row) }))
      : [];
  });
  return pick(ground.random, countries, 'province that is on no map');
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
