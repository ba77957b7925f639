import type { RegionTable } from '../clean/load-regions.ts';
import type { StagedUpload } from '../ingest/staged.ts';
import type { Check, Figure } from './check.ts';
import { counted } from './format.ts';

export const READABLE = {
  id: 'readable',
  scope: 'upload',
  fails: 'it is not a CSV in UTF-8, lacks a column, has no rows, or is too large: [details](#what-readable-rejects)',
  field: null,
} as const;

export const OTHER_DAY = {
  id: 'other-day',
  scope: 'upload',
  fails: "the day in its name does not exist, is in the future, or is before the table's `firstDate`",
  field: 'tables.<name>.firstDate',
} as const;

export const unreadableRows: Check<StagedUpload> = {
  id: 'unreadable-rows',
  scope: 'upload',
  fails: 'more than this share of its rows are broken or have an unreadable cell',
  field: 'unreadableRows',
  unit: 'share',
  limit: limits => limits.unreadableRows,
  figures: ({ kept, rejected, unreadable }) => [{ level: null, value: (rejected + unreadable) / (kept + rejected) }],
  message: (_, { kept, rejected, unreadable, samples: [first] }) =>
    `${rejected + unreadable} of its ${kept + rejected} rows cannot be read; the first is line ${first?.line}: ${first?.reason}`,
};

export const LOST_PERIODS = {
  id: 'lost-periods',
  scope: 'upload',
  fails:
    'a new version of a file with many periods lacks some that the last one has, or more of its rows than this share; periods before its first one may be left out',
  field: 'lostRows',
} as const;

/** A table that all periods share, as regions of the version in use and of the new one. */
export interface TableFacts {
  readonly before: RegionTable;
  readonly lost: readonly string[];
}

export const lostRegions: Check<TableFacts, Figure> = {
  id: 'lost-regions',
  scope: 'table',
  fails: 'a new version of a table that all periods share has more than this many regions fewer',
  field: 'lostRegions',
  limit: limits => limits.lostRegions,
  figures: ({ lost }) => [{ level: null, value: lost.length }],
  message: (_, { before, lost }) => {
    const names = lost.slice(0, 3).map(id => `${before.names[before.numberOf.get(id) ?? -1]} (${id})`);
    const more = lost.length > names.length ? ', …' : '';
    return `it lacks ${counted(lost.length)} of the ${counted(before.ids.length, 'region')} of the version in use: ${names.join(', ')}${more}`;
  },
};
