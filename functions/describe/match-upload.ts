import { matchesGlob } from 'node:path';
import { is } from 'valibot';
import type { Dataset, Table } from '../contract/dataset.ts';
import { day } from '../contract/schema.ts';
import { quoteForMessage } from '../ingest/match-columns.ts';
import type { UploadMatch } from '../job/plan.ts';
import { addDays } from '../measures/periods.ts';
import { NOTE_SUFFIX } from './accept-notes.ts';

/** What an upload is, by its name alone. @param path the key below the data set's folder @param today UTC, `YYYY-MM-DD` */
export function matchUpload(path: string, descriptor: Dataset, today: string): UploadMatch {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'dataset.yaml' || name.endsWith('.sql')) return { is: 'ignored', reason: 'part of the descriptor' };
  if (name.endsWith(NOTE_SUFFIX)) return { is: 'ignored', reason: 'an accept note' };
  const glob = descriptor.ignore.find(
    pattern => mayMatch(path, pattern) && (matchesGlob(path, pattern) || matchesGlob(`/${path}`, pattern)),
  );
  if (glob !== undefined) return { is: 'ignored', reason: `the descriptor ignores ${glob}` };
  for (const table of descriptor.tables) {
    const digits = datePattern(table.files).exec(name);
    if (digits) return dated(name, table, digits.groups, today);
  }
  if (!name.toLowerCase().endsWith('.csv')) return { is: 'ignored', reason: 'not a CSV file' };
  const wanted = descriptor.tables.map(table => table.files).join(' or ');
  return { is: 'unfit', reason: `the name must be like ${wanted}; found ${quoteForMessage(name)}`, isDate: false };
}

/** Matching is slow and most uploads do not match, so the literal parts of a pattern are looked for first. */
function mayMatch(path: string, pattern: string): boolean {
  if (/[?[\]{}()!+@\\]/.test(pattern)) return true;
  return pattern.split('*').every(piece => path.includes(piece.replace(/^\/+|\/+$/g, '')));
}

function dated(
  name: string,
  table: Table,
  digits: Readonly<Record<string, string>> | undefined,
  today: string,
): UploadMatch {
  if (digits?.year === undefined) return { is: 'data', table, date: null };
  const date = `${digits.year}-${digits.month}-${digits.day}`;
  if (!is(day, date))
    return {
      is: 'unfit',
      reason: `the name must hold a date that exists; found ${quoteForMessage(name)}`,
      isDate: true,
    };
  // A day begins up to 14 hours earlier elsewhere than in UTC.
  if (date > addDays(today, 1)) {
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

function datePattern(files: string): RegExp {
  const source = files
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace('YYYY', '(?<year>\\d{4})')
    .replace('MM', '(?<month>\\d{2})')
    .replace('DD', '(?<day>\\d{2})');
  return new RegExp(`^${source}$`);
}
