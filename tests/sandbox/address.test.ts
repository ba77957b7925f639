import { describe, expect, it } from 'vitest';
import { readState, stateSearch } from '../../site/sandbox/address.ts';
import { DEFAULT_STATE, type SandboxState } from '../../site/sandbox/sandbox-state.ts';

const OTHER: SandboxState = {
  mode: 'change',
  first: { d: 1, r: 0 },
  second: { d: 28, r: 7.9 },
  changes: [
    { t: 0, d: 9, r: 2.2 },
    { t: 30, d: 9, r: 0.3 },
    { t: 1_000, d: 2, r: 8 },
  ],
};

describe('stateSearch', () => {
  it('leaves out what is standard', () => {
    expect(stateSearch(DEFAULT_STATE)).toBe('');
    expect(stateSearch({ ...DEFAULT_STATE, second: { d: 14, r: 2.5 } })).toBe('?r2=2.5');
  });

  it('writes changes as day, d and r, readable', () => {
    expect(stateSearch(OTHER)).toBe('?view=change&d1=1&r1=0&d2=28&r2=7.9&changes=0:9:2.2,30:9:0.3,1000:2:8');
  });
});

describe('readState', () => {
  it('reads what stateSearch writes, also percent-encoded', () => {
    expect(readState(stateSearch(OTHER))).toEqual({ state: OTHER, notes: [] });
    const encoded = `?${new URLSearchParams(stateSearch(OTHER))}`;
    expect(readState(encoded)).toEqual({ state: OTHER, notes: [] });
    expect(readState('')).toEqual({ state: DEFAULT_STATE, notes: [] });
  });

  it.each(['0', '29', '1.5', '-3', 'many', '', '1e1', ' 7'])('falls back with a note where d is “%s”', text => {
    const { state, notes } = readState(`?d1=${encodeURIComponent(text)}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes).toEqual([`“d1” must be a whole number of days from 1 to 28, not “${text}”. Shown instead: 14.`]);
  });

  it.each(['8.1', '-1', '1.25', 'x', 'NaN'])('falls back with a note where r is “%s”', text => {
    const { state, notes } = readState(`?r2=${text}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes[0]).toMatch(/^“r2” must be a number from 0 to 8 .* Shown instead: 3\.$/);
  });

  it.each([
    '50:14:1.5',
    '0:14:3,50:14',
    '0:14:3,50:14:1.5:9',
    '0:14:3,50:14:99',
    '0:14:3,5.5:14:1',
    '0:14:3,',
    'no',
    Array.from({ length: 21 }, (_, t) => `${t}:14:3`).join(','),
  ])('falls back with a note where the changes are “%s”', text => {
    const { state, notes } = readState(`?changes=${text}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes).toHaveLength(1);
  });

  it('sorts changes, and of two on one day takes the later', () => {
    const { changes } = readState('?changes=0:14:3,60:2:1,20:3:2,60:4:2').state;
    expect(changes.map(({ t, d }) => [t, d])).toEqual([
      [0, 14],
      [20, 3],
      [60, 4],
    ]);
  });

  it('says so where there is no such view', () => {
    expect(readState('?view=three').notes).toEqual(['“view” must be two or change, not “three”. Shown instead: two.']);
  });
});
