import { expect, test } from 'vitest';
import { LOOKUP_NAME, lookupTable } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const REPORT = reportCsv([
  { country: 'Italy', confirmed: 1000 },
  { country: 'France', confirmed: 2000 },
  { country: 'Ireland', confirmed: 10 },
]);
const LOST = [{ region: 'IRL', name: 'Ireland' }];

test('regions that a new table no longer gives are told, and the table is kept out', async () => {
  const { build, put } = await workshop({ '06-30-2020.csv': REPORT });
  await build();
  await put(LOOKUP_NAME, lookupTable(['Ireland']));
  const built = await build();
  expect(built.receipt.outcome).toBe('quarantined');
  expect(built.input(LOOKUP_NAME)).toMatchObject({
    state: 'quarantined',
    reason: expect.stringMatching(
      /^it lacks 1 of the \d+ regions of the version in use: Ireland \(IRL\).*; its last good version stays in use$/,
    ),
    remarks: [{ check: 'lost-regions', verdict: 'quarantined' }],
  });
  expect(built.figures.total('confirmed', 'IRL', '2020-06-30')).toBe(10);
  expect(built.receipt.maps.flatMap(({ lost }) => lost)).toEqual([]);
});

test('regions that are lost all the same, by a note, stand in the receipt of that build and make it fail loudly', async () => {
  const { build, put } = await workshop({ '06-30-2020.csv': REPORT });
  await build();
  await put(LOOKUP_NAME, lookupTable(['Ireland']));
  await put(`${LOOKUP_NAME}.accept.yaml`, 'reason: it is none of ours\n');
  const built = await build();
  expect(built.receipt.outcome).toBe('quarantined');
  expect(built.receipt.maps.flatMap(({ lost }) => lost)).toEqual(LOST);
  expect(built.figures.total('confirmed', 'IRL', '2020-06-30')).toBeUndefined();
  // What came before is a fact of history, which the snapshot does not depend on.
  expect(built.liveReceipt?.maps.flatMap(({ lost }) => lost)).toEqual([]);
  await put('07-01-2020.csv', REPORT.replace('1000', '1010'));
  expect((await build()).receipt).toMatchObject({ maps: [{ lost: [] }], unmatched: [{ place: 'Ireland' }] });
});

test('regions that go with the upload that had them alone are told', async () => {
  const { build, put, remove } = await workshop({ '06-30-2020.csv': REPORT });
  await put('07-01-2020.csv', REPORT.replace('Ireland', 'Australia'));
  await build();
  await remove('07-01-2020.csv');
  const built = await build();
  expect(built.receipt.maps.flatMap(({ lost }) => lost)).toEqual([{ region: 'AUS', name: 'Australia' }]);
});
