import { describe, expect, it } from 'vitest';
import { baselineOf, clearChanges, dropChange, moveChange, setChange } from '../../site/views/sandbox/changes.ts';

const START = { t: 0, d: 14, r: 3 };
const AT_50 = { t: 50, d: 14, r: 1.5 };
const AT_80 = { t: 80, d: 7, r: 2 };

describe('the table of changes', () => {
  it('setChange sorts by day', () => {
    expect(setChange([START, AT_80], AT_50)).toEqual([START, AT_50, AT_80]);
  });

  it('setChange replaces a change of the same day, the start too', () => {
    const lower = { t: 50, d: 3, r: 1 };
    expect(setChange([START, AT_50], lower)).toEqual([START, lower]);
    expect(setChange([START, AT_50], { t: 0, d: 5, r: 2 })).toEqual([{ t: 0, d: 5, r: 2 }, AT_50]);
  });

  it('dropChange takes out a change, and never the start', () => {
    expect(dropChange([START, AT_50, AT_80], 50)).toEqual([START, AT_80]);
    expect(dropChange([START, AT_50], 0)).toEqual([START, AT_50]);
    expect(dropChange([START, AT_50], 49)).toEqual([START, AT_50]);
  });

  it('clearChanges leaves the start', () => {
    expect(clearChanges([START, AT_50, AT_80])).toEqual([START]);
  });

  it('baselineOf is every row but the last, and the start where it is alone', () => {
    expect(baselineOf([START, AT_50, AT_80])).toEqual([START, AT_50]);
    expect(baselineOf([START, AT_50])).toEqual([START]);
    expect(baselineOf([START])).toEqual([START]);
  });

  it('moveChange keeps between the neighbours and on the steps of a slider', () => {
    const changes = [START, AT_50, AT_80];
    expect(moveChange(changes, 1, { t: 60.4, r: 2.26 })[1]).toEqual({ t: 60, d: 14, r: 2.3 });
    expect(moveChange(changes, 1, { t: 200, r: 9 })[1]).toEqual({ t: 79, d: 14, r: 8 });
    expect(moveChange(changes, 1, { t: -5, r: -1 })[1]).toEqual({ t: 1, d: 14, r: 0 });
    expect(moveChange(changes, 2, { t: 5_000, r: 2 })[2]?.t).toBe(1_000);
  });

  it('moveChange leaves the start on its day', () => {
    expect(moveChange([START, AT_50], 0, { t: 20, r: 4 })[0]).toEqual({ t: 0, d: 14, r: 4 });
  });
});
