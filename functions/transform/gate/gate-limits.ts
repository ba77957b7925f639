import { expected, listOf, mapOf, type Parser, text } from '../../contract/expect.ts';
import type { Table } from '../descriptor.ts';
import { onlyKnown } from '../only-known.ts';
import { sqlName } from '../sql-name.ts';

/** A limit that a check holds to; null where the check is off. */
export type Limit = number | null;

/** What the gate lets through, complete. Shares are of 1. */
export interface GateLimits {
  /** Share of a file's rows that may be unreadable. */
  readonly unreadableRows: Limit;
  /** Share of a report's rows that may stand in another day's report as well. */
  readonly repeatedRows: Limit;
  /** Share of the rows of the day before that a report may lack. */
  readonly lostRows: Limit;
  /** A count that added up to so many the day before may not add up to zero. */
  readonly zeroAfter: Limit;
  /** Share by which a count over the whole report may fall. */
  readonly fall: Limit;
  /** Times that a count over the whole report may grow to within a day; within two days its square. */
  readonly rise: Limit;
  /** Below so many a fall or a rise is a handful of people, and may well be true. */
  readonly small: number;
  /** What the reports are also added up by. */
  readonly parents: readonly ParentLimits[];
  /** Regions that a new version of a table without dates may lack. */
  readonly lostRegions: Limit;
  /** Share of the rows that may be of a place that nothing knows. */
  readonly unknownRows: Limit;
  /** Share of a day's count that may belong to places that count nowhere. */
  readonly unknownTotal: Limit;
  /** Share of a map's regions that may have no shape. */
  readonly withoutShape: Limit;
  /** Share of a day's count that the parents of a map's regions may count and its regions not. */
  readonly remainder: Limit;
}

/** Limits for the totals of a state, a country, … */
export interface ParentLimits {
  readonly level: string;
  /** An SQL expression over the columns of the reports: the name of a row's parent, or null for a row that has none. */
  readonly by: string;
  readonly counts: readonly string[];
  readonly fall: Limit;
  readonly rise: Limit;
  /** Share of the parents of the day before that a report may lack. */
  readonly lost: Limit;
}

const SHARES = {
  unreadableRows: 0.05,
  repeatedRows: 0.95,
  lostRows: 0.4,
  fall: 0.01,
  unknownRows: 0.05,
  unknownTotal: 0.01,
  withoutShape: 0.5,
} as const;
const NUMBERS = { zeroAfter: 1000, rise: 4, lostRegions: 0 } as const;
const PARENT_SHARES = { fall: 0.05, lost: 0.25 } as const;
const PARENT_RISE = 4;
const SMALL = 1000;

const KNOWN = new Set([...Object.keys(SHARES), ...Object.keys(NUMBERS), 'small', 'parents', 'remainder']);
const KNOWN_OF_PARENT = new Set([...Object.keys(PARENT_SHARES), 'by', 'counts', 'rise']);

/** The `gate:` of a descriptor, with the defaults where it says nothing. */
export function parseGate(value: unknown, tables: readonly Table[]): GateLimits {
  const fields = mapOf(anything)(value, 'gate');
  onlyKnown(fields, KNOWN, 'gate');
  const share = (name: keyof typeof SHARES) => limitOf(fields[name], SHARES[name], `gate.${name}`, 1);
  const number = (name: keyof typeof NUMBERS) => limitOf(fields[name], NUMBERS[name], `gate.${name}`);
  return {
    unreadableRows: share('unreadableRows'),
    repeatedRows: share('repeatedRows'),
    lostRows: share('lostRows'),
    zeroAfter: number('zeroAfter'),
    fall: share('fall'),
    rise: number('rise'),
    small: limitOf(fields.small, SMALL, 'gate.small') ?? 0,
    parents: parentsOf(fields.parents ?? 'off', tables),
    lostRegions: number('lostRegions'),
    unknownRows: share('unknownRows'),
    unknownTotal: share('unknownTotal'),
    withoutShape: share('withoutShape'),
    remainder: limitOf(fields.remainder ?? 'off', 1, 'gate.remainder', 1),
  };
}

/** @param most what the limit may be at most; a share is not more than 1 */
function limitOf(value: unknown, standard: number, where: string, most = Number.MAX_SAFE_INTEGER): Limit {
  if (value === undefined) return standard;
  if (value === 'off') return null;
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw expected(most === 1 ? 'a share from 0 to 1, or off' : 'a number of 0 or more, or off', value, where);
}

function parentsOf(value: unknown, tables: readonly Table[]): ParentLimits[] {
  if (value === 'off') return [];
  return Object.entries(mapOf(anything)(value, 'gate.parents')).flatMap(([level, limits]) => {
    return limits === 'off' ? [] : [parentOf(sqlName(level, 'gate.parents'), limits, tables)];
  });
}

function parentOf(level: string, value: unknown, tables: readonly Table[]): ParentLimits {
  const at = `gate.parents.${level}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, KNOWN_OF_PARENT, at);
  const known = tables
    .filter(({ files }) => files.includes('YYYY'))
    .flatMap(({ columns }) => columns.filter(({ type }) => type === 'count').map(({ name }) => name));
  const counts = listOf(text)(fields.counts ?? known, `${at}.counts`);
  const stray = counts.find(count => !known.includes(count));
  if (stray !== undefined) throw expected(`a list of ${known.join(', ')}`, stray, `${at}.counts`);
  return {
    level,
    by: text(fields.by, `${at}.by`),
    counts,
    fall: limitOf(fields.fall, PARENT_SHARES.fall, `${at}.fall`, 1),
    lost: limitOf(fields.lost, PARENT_SHARES.lost, `${at}.lost`, 1),
    rise: limitOf(fields.rise, PARENT_RISE, `${at}.rise`),
  };
}

const anything: Parser<unknown> = value => value;
