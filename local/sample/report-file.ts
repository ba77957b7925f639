import { addDays } from '../../functions/measures/periods.ts';
import { csvCell, csvRow } from './csv-cell.ts';
import type { Epidemic } from './epidemic.ts';
import { type FileForm, fileFormOf } from './file-form.ts';
import { combinedKey } from './place.ts';
import { layoutOf, type ReportLayout } from './report-layout.ts';
import type { ReportLine } from './report-line.ts';
import { isLeftOut } from './sample-faults.ts';
import { randomFor } from './seeded-random.ts';

interface Counts {
  readonly confirmed: number;
  readonly deaths: number;
  readonly recovered: number;
}

type Write = (line: ReportLine, counts: Counts) => string;

/** The text of one day's report. `lines` are in the order of {@link sortLines}. */
export function reportFile(date: string, lines: readonly ReportLine[], today: Epidemic, seed: number): string {
  const layout = layoutOf(date);
  const form = fileFormOf(date);
  const rows = lines
    .filter(line => line.from <= date && date <= line.until && !isLeftOut(line.place, date))
    .map(line => ({ line, counts: countsOf(line, today) }))
    .filter(({ line, counts }) => line.beforeFirstCase || counts.confirmed > 0 || line.recoveries === 'only');
  if (layout.kind === 'cities') rows.sort((a, b) => b.counts.confirmed - a.counts.confirmed);
  if (form.countriesFirst) rows.sort((a, b) => blockOf(b.line) - blockOf(a.line));
  const write =
    layout.kind === 'cities' ? cityWriter(date, layout, form, seed) : countyWriter(date, layout, form, seed);
  const mark = form.byteOrderMark ? '\uFEFF' : '';
  const texts = [mark + csvRow(layout.headings), ...rows.map(({ line, counts }) => write(line, counts))];
  return texts.join(form.newline) + form.end;
}

/** Counties by their name, then provinces, then countries: the order of the reports from 23 March on. */
export function sortLines(lines: readonly ReportLine[]): ReportLine[] {
  return lines
    .map(line => ({ line, key: `${blockOf(line)} ${combinedKey(line.place)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line);
}

function blockOf({ place }: ReportLine): number {
  return place.admin2 !== '' ? 0 : place.province !== '' ? 1 : 2;
}

function countsOf(line: ReportLine, today: Epidemic): Counts {
  if (line.fixed !== undefined) return line.fixed;
  const sums = { confirmed: 0, deaths: 0, recovered: 0 };
  for (const member of line.members) {
    sums.confirmed += today.confirmed[member] ?? 0;
    sums.deaths += today.deaths[member] ?? 0;
    sums.recovered += today.recovered[member] ?? 0;
  }
  if (line.recoveries === 'only') return { confirmed: 0, deaths: 0, recovered: sums.recovered };
  return line.recoveries === 'hidden' ? { ...sums, recovered: 0 } : sums;
}

function cityWriter(date: string, { positions }: ReportLayout, { emptyZeros }: FileForm, seed: number): Write {
  const count = (value: number) => (value === 0 && emptyZeros ? '' : value);
  const updated = `${date}T${timeOf(date, seed)}`;
  return ({ place }, { confirmed, deaths, recovered }) => {
    const position = positions ? [place.latitude?.toFixed(4) ?? '0.0000', place.longitude?.toFixed(4) ?? '0.0000'] : [];
    return csvRow([place.province, place.country, updated, confirmed, count(deaths), count(recovered), ...position]);
  };
}

function countyWriter(date: string, { rates }: ReportLayout, { newline }: FileForm, seed: number): Write {
  const updated = lastUpdate(date, newline, seed);
  return ({ place }, { confirmed, deaths, recovered }) => {
    const { admin2, province, country, latitude, longitude, population } = place;
    const names = `${csvCell(admin2)},${csvCell(province)},${csvCell(country)}`;
    const counts = `${confirmed},${deaths},${recovered},${confirmed - deaths - recovered}`;
    const row = `${unpadded(place.fips)},${names},${updated},${latitude ?? ''},${longitude ?? ''},${counts},${csvCell(combinedKey(place))}`;
    if (!rates) return row;
    const incidence = population === undefined || population === 0 ? '' : decimal((confirmed * 100_000) / population);
    return `${row},${incidence},${confirmed === 0 ? '' : decimal((deaths * 100) / confirmed)}`;
  };
}

/** The reports lost the zeros in front (Alabama's 01001 is 1001). */
function unpadded(fips: string): string {
  return fips.replace(/^0+/, '');
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Local evening at first, in files with CRLF as a spreadsheet writes it; from 23 April after midnight UTC, so the day after the file's. */
function lastUpdate(date: string, newline: string, seed: number): string {
  const time = timeOf(date, seed);
  if (date >= '2020-04-23') return `${addDays(date, 1)} 0${time.slice(1)}`;
  if (newline === '\n') return `${date} ${time}`;
  const [year = '', month, day] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year.slice(2)} ${time.slice(0, 5)}`;
}

function timeOf(date: string, seed: number): string {
  const random = randomFor(seed, `time ${date}`);
  const two = (below: number) => String(Math.floor(below * random())).padStart(2, '0');
  return `2${2 + Math.floor(2 * random())}:${two(60)}:${two(60)}`;
}
