import { matchesGlob } from 'node:path';
import type { Dataset, Table } from '../contract/dataset.ts';
import { isDataFile, NOTE_SUFFIX } from '../contract/dataset-id.ts';
import { isPeriodOf, WHOLE_TIME } from '../contract/period.ts';
import { quoteForMessage } from '../ingest/match-columns.ts';
import type { UploadMatch } from '../job/plan.ts';
import { addDays, firstDayOf, periodOf } from '../measures/periods.ts';

/** What an upload is, by its name alone. @param path the key below the data set's folder @param today UTC, `YYYY-MM-DD` */
export function matchUpload(path: string, descriptor: Dataset, today: string): UploadMatch {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'dataset.yaml' || name.endsWith('.sql')) return { is: 'ignored', reason: 'part of the descriptor' };
  if (name.endsWith(NOTE_SUFFIX)) return { is: 'ignored', reason: 'an accept note' };
  if (descriptor.mapFiles.some(({ file }) => file === path)) return { is: 'ignored', reason: 'the shapes of a map' };
  const glob = descriptor.ignore.find(
    pattern => mayMatch(path, pattern) && (matchesGlob(path, pattern) || matchesGlob(`/${path}`, pattern)),
  );
  if (glob !== undefined) return { is: 'ignored', reason: `the descriptor ignores ${glob}` };
  for (const table of descriptor.tables) {
    const digits = matchName(table.files, name);
    if (digits) return dated(name, table, digits.groups, today);
  }
  if (descriptor.rowFiles !== null && takesRows(descriptor.rowFiles, name)) return { is: 'rows' };
  if (!name.toLowerCase().replace(PACKED, '').endsWith('.csv')) return { is: 'ignored', reason: 'not a CSV file' };
  const wanted = descriptor.tables.map(table => table.files).join(' or ');
  return { is: 'unfit', reason: `the name must be like ${wanted}; found ${quoteForMessage(name)}`, isDate: false };
}

function takesRows(files: string, name: string): boolean {
  return isDataFile(name) && (files === '*' || matchName(files, name) !== null);
}

/** The digits of the date in a name that fits a pattern, in which `../` names a file at the root; null if it does not fit. */
function matchName(files: string, name: string): RegExpExecArray | null {
  const pattern = datePattern(files.replace(/^\.\.\//, ''));
  return pattern.exec(name) ?? pattern.exec(name.replace(PACKED, ''));
}

/** A file that is packed by gzip has the name that it has unpacked, and this. */
const PACKED = /\.gz$/;

/** Matching is slow and most uploads do not match, so the literal parts of a pattern are looked for first. */
function mayMatch(path: string, pattern: string): boolean {
  if (/[?[\]{}()!+@\\]/.test(pattern)) return true;
  return pattern.split('*').every(piece => path.includes(piece.replace(/^\/+|\/+$/g, '')));
}

/** What an upload of a table is by the date in its name. */
function dated(
  name: string,
  table: Table,
  digits: Readonly<Record<string, string>> | undefined,
  today: string,
): UploadMatch {
  const { time } = table;
  if (time?.from === 'nothing') return { is: 'data', table, date: WHOLE_TIME };
  if (time?.from !== 'name') return { is: 'data', table, date: null };
  const written = time.pattern === null ? digits : datePattern(time.pattern, false).exec(name)?.groups;
  const { year = '', month, day } = written ?? {};
  const natural = [year, month, day].filter(part => part !== undefined).join('-');
  if (!(['day', 'month', 'year'] as const).some(unit => isPeriodOf(unit, natural))) {
    return {
      is: 'unfit',
      reason: `the name must hold a date that exists; found ${quoteForMessage(name)}`,
      isDate: true,
    };
  }
  const date = day === undefined ? natural : periodOf(natural, time.unit, time.weekStart);
  // A day begins up to 14 hours earlier elsewhere than in UTC.
  if (firstDayOf(date, time.unit) > addDays(today, 1)) {
    return {
      is: 'unfit',
      reason: `the name must not hold a date in the future; found ${date}, today is ${today}`,
      isDate: true,
    };
  }
  if (table.firstDate !== null && date < table.firstDate) {
    return { is: 'unfit', reason: `the date must be ${table.firstDate} or later; found ${date}`, isDate: true };
  }
  return { is: 'data', table, date };
}

/** @param isWhole whether the pattern is for the whole name */
function datePattern(files: string, isWhole = true): RegExp {
  const source = files
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace('YYYY', '(?<year>\\d{4})')
    .replace('MM', '(?<month>\\d{2})')
    .replace('DD', '(?<day>\\d{2})');
  return new RegExp(isWhole ? `^${source}$` : `(?<!\\d)${source}(?!\\d)`);
}
