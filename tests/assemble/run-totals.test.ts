import { expect, test } from 'vitest';
import { assembleFrames, type Cube, runTotals } from '../../functions/assemble/cube.ts';
import type { MapState } from '../../functions/assemble/memory.ts';
import { totalsOfRow } from '../../functions/contract/changes.ts';
import type { MeasureKind } from '../../functions/contract/snapshot.ts';

const NONE = Number.NaN;

/** Two places over three periods. */
function cubeOf(values: readonly number[]): Cube {
  return {
    map: 'world',
    dates: ['2020', '2021', '2022'],
    ids: ['ITA', 'FRA'],
    firsts: [-1, 0],
    values: { births: Float64Array.from(values) },
    records: new Uint8Array(6),
    suppressed: new Map([['births', Uint8Array.of(0, 1, 0, 0, 0, 1)]]),
    heldBack: new Map(),
  };
}

function run(values: readonly number[], kind: MeasureKind, before: readonly (number | null)[] | null = null): Cube {
  const cube = cubeOf(values);
  const start: MapState | undefined =
    before === null ? undefined : { ids: [], firsts: [], lasts: [], totals: { births: before }, news: {} };
  runTotals(cube, start, [{ id: 'births', kind }]);
  return cube;
}

test('runTotals(cube) adds up the values of a flow, place by place', () => {
  expect([...(run([1, 2, 3, 10, 20, 30], 'flow').values.births ?? [])]).toEqual([1, 3, 6, 10, 30, 60]);
});

test('runTotals(cube) goes on over periods of which nothing is known', () => {
  expect([...(run([1, NONE, 3, NONE, NONE, 30], 'flow').values.births ?? [])]).toEqual([1, NONE, 4, NONE, NONE, 30]);
});

test('runTotals(cube, start) goes on from the chunk before, from 0 in a new place', () => {
  expect([...(run([1, 2, 3, NONE, 20, 30], 'flow', [100]).values.births ?? [])]).toEqual([101, 103, 106, NONE, 20, 50]);
  expect([...(run([1, 2, 3, 1, 1, 1], 'flow', [100, null]).values.births ?? [])]).toEqual([101, 103, 106, 1, 2, 3]);
});

test.each(['cumulative', 'level', 'rate'] as const)('runTotals(cube) leaves a %s as it is', kind => {
  expect([...(run([1, 2, NONE, 10, 20, 30], kind, [100, 100]).values.births ?? [])]).toEqual([1, 2, NONE, 10, 20, 30]);
});

test('assembleFrames(cube) of a flow has its values as changes, and where they are suppressed', () => {
  const start = { ids: [], firsts: [], lasts: [], totals: { births: [100, null] }, news: {} };
  const cube = run([1, NONE, 3, 10, -5, NONE], 'flow', [100, null]);
  const written = assembleFrames(cube, 'births', start);
  const frames = { ...written, changes: [...written.changes].map(change => (Number.isNaN(change) ? null : change)) };
  expect(frames).toMatchObject({ base: [100, null], changes: [1, null, 3, 10, -5, null], suppressed: [1, 5] });
  expect([0, 1].map(row => totalsOfRow(frames, row, 3))).toEqual([
    [101, null, 104],
    [10, 5, null],
  ]);
});
