import type { Receipt } from './receipt.ts';

export const RECEIPT_EXAMPLE: Receipt = {
  schema: 'receipt/1',
  dataset: 'covid',
  outcome: 'quarantined',
  summary: '2 of 3 uploads are live, up to 2020-06-30; 1 is quarantined.',
  code: '66ff77008899aabbccddeeff00112233',
  inputs: [
    {
      key: 'covid/06-30-2020.csv',
      sha256: '3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa',
      state: 'used',
      reason: null,
      table: 'reports',
      date: '2020-06-30',
      rows: { read: 3787, kept: 3779, moved: 4, merged: 3, dropped: 0, unmatched: 0, superseded: 0, rejected: 1 },
      totals: { confirmed: 10475838, deaths: 511210, recovered: 5353272 },
      left: { confirmed: 0, deaths: 0, recovered: 0 },
      remainders: { 'us-states': { confirmed: 149, deaths: 3, recovered: 720631 } },
      rules: { 'name of a country': 4, 'boroughs of New York City': 3 },
      rejected: [
        { line: 48, column: 'Deaths', value: 'n/a', reason: 'column "Deaths" must be a whole number; found "n/a"' },
      ],
      warnings: [
        'the column "Tests" (15) is not known and was not read; list it under "unused" in dataset.yaml if it is meant to be there',
      ],
      remarks: [
        {
          check: 'lost-rows',
          verdict: 'accepted',
          detail: 'it has 3,787 rows, 45 % fewer than the 6,900 of 2020-06-29',
          note: 'counties without cases are left out from now on',
        },
      ],
      replaced: {
        sha256: '7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c',
        same: 3780,
        totals: { confirmed: 10475830, deaths: 511210, recovered: 5353272 },
        detail:
          'it replaced another version; 3,780 of 3,787 rows are as they were; its confirmed add up to 10,475,838 instead of 10,475,830',
      },
    },
    {
      key: 'covid/notes.csv',
      sha256: null,
      state: 'quarantined',
      reason: 'the name must hold a date like 06-30-2020.csv; found "notes.csv"',
      table: null,
      date: null,
      rows: { read: 0, kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0, superseded: 0, rejected: 0 },
      totals: null,
      left: null,
      remainders: {},
      rules: {},
      rejected: [],
      warnings: [],
      remarks: [],
      replaced: null,
    },
  ],
  rules: [
    {
      rule: 'name of a country',
      outcome: 'moved',
      rows: 4,
      totals: { confirmed: 312, deaths: 9, recovered: 120 },
      samples: [{ key: 'covid/06-30-2020.csv', line: 17, place: 'Taiwan' }],
    },
  ],
  maps: [
    {
      map: 'world',
      regions: 188,
      withoutShape: [
        {
          region: 'ship:ms-zaandam',
          name: 'MS Zaandam',
          date: '2020-06-30',
          totals: { confirmed: 9, deaths: 2, recovered: 0 },
        },
      ],
      shapesWithoutRegion: ['TKM'],
      lost: [],
    },
  ],
  tables: [],
  unmatched: [
    {
      place: 'Atlantis',
      countsIn: [],
      rows: 2,
      firstDate: '2020-06-29',
      lastDate: '2020-06-30',
      totals: { confirmed: 5, deaths: 0, recovered: 0 },
    },
  ],
  gaps: {
    count: 1,
    samples: [{ map: 'us-counties', region: '49005', measure: null, date: '2020-04-23', change: null }],
  },
  corrections: {
    count: 1,
    samples: [{ map: 'us-counties', region: '34013', measure: 'deaths', date: '2020-06-26', change: -4 }],
  },
  checks: [
    {
      check: 'fall',
      scope: 'place',
      level: 'us-states',
      figure: 0.0031,
      limit: 0.02,
      key: 'covid/06-30-2020.csv',
      passed: true,
      detail: 'at most 0.31% in 06-30-2020.csv; the limit is 2%',
    },
  ],
  held: [
    {
      map: 'world',
      region: 'XKS',
      name: 'Kosovo',
      date: '2020-06-30',
      measures: null,
      check: 'fall',
      detail: 'Kosovo on 2020-06-30: 269 confirmed after 2,677 on 2020-06-29',
    },
  ],
  ended: [{ measure: 'recovered', lastDate: '2020-06-29' }],
};
