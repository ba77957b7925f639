import { expect, test } from 'vitest';
import { LineRuns } from '../../functions/ingest/line-runs.ts';

function runsOf(lines: readonly number[]): LineRuns {
  const runs = new LineRuns();
  for (const line of lines) runs.add(line);
  return runs;
}

test.each([[[]], [[2]], [[2, 3, 4]], [[2, 4, 5, 9]], [[1, 2, 3, 5, 7, 8, 20, 21]]])(
  'LineRuns holds the lines %j',
  lines => {
    const runs = runsOf(lines);
    expect([...runs]).toEqual(lines);
    expect(runs.length).toBe(lines.length);
    expect(lines.map((_, index) => runs.at(index))).toEqual(lines);
    expect([runs.at(-1), runs.at(lines.length)]).toEqual([undefined, undefined]);
  },
);

test('runs() begins anew where a line is missing', () => {
  expect([...runsOf([2, 3, 4, 7, 8, 10]).runs()]).toEqual([
    { index: 0, line: 2 },
    { index: 3, line: 7 },
    { index: 5, line: 10 },
  ]);
});
