import type { PlainTable } from './publish-table.ts';

/** Two parts, small enough to reckon in the head, with a column of each type and awkward names and values. */
export const VISITS: PlainTable = {
  id: 'visits',
  columns: [
    { name: 'city', type: 'text' },
    { name: 'count', type: 'integer', edges: [0, 10, 20, 30] },
    { name: 'price', type: 'decimal', decimals: 1, edges: [0, 0.5, 1] },
    { name: 'open', type: 'boolean' },
    { name: 'day', type: 'date', edges: ['2020-01-01', '2020-07-01', '2021-01-01'] },
    { name: 'seen', type: 'timestamp' },
    { name: 'a:b,c|d\\"e', type: 'text' },
  ],
  parts: [
    [
      ['Zürich', 30, 0.1, true, '2020-01-05', '2020-01-05 10:00:00', 'x|y'],
      ['zürich', 3, 0.2, false, '2020-01-06', '2020-01-05 10:00:01.5', 'x:y'],
      ['Aarau', null, 0.7, null, '2020-02-29', null, 'x\\y'],
    ],
    [
      ['İzmir', 10, null, true, '2020-12-31', '2021-01-01 00:00:00', "'; DROP TABLE part; --"],
      [null, 10, 1, false, null, '2020-06-30 23:59:59', null],
      ['new york', -1, 0.5, true, '2020-01-05', null, 'x,y'],
    ],
  ],
};
