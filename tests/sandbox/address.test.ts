import { describe, expect, it } from 'vitest';
import { readState, stateSearch } from '../../site/views/sandbox/address.ts';
import { DEFAULT_STATE, type SandboxState } from '../../site/views/sandbox/model.ts';

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

  it.each(['0', '29', '1.5', '-3', 'many', '', '1e1'])('falls back with a note where d is “%s”', text => {
    const { state, notes } = readState(`?d1=${encodeURIComponent(text)}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes).toEqual([
      `The days infectious, d, of scenario 1 must be a whole number from 1 to 28, not “${text}”. Shown instead: 14.`,
    ]);
  });

  it.each(['8.1', '-1', '1.25', 'x', 'NaN'])('falls back with a note where r is “%s”', text => {
    const { state, notes } = readState(`?r2=${text}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes[0]).toMatch(
      /^The people infected by each, r, of scenario 2 must be .* from 0 to 8 .* Shown instead: 3\.$/,
    );
  });

  it.each([
    ['50:14:1.5', 'The changes must begin on day 0; the first one in the address is on day 50.'],
    ['0:14:3,50:14', 'A change is written as a day, d and r, such as 50:14:1.5; the address has “50:14”.'],
    ['0:14:3,50:14:1.5:9', 'A change is written as a day, d and r, such as 50:14:1.5; the address has “50:14:1.5:9”.'],
    ['0:14:3,50:99:1', 'The d of a change must be a whole number from 1 to 28; the address has “99” in “50:99:1”.'],
    [
      '0:14:3,50:14:99',
      'The r of a change must be a number from 0 to 8 in steps of 0.1; the address has “99” in “50:14:99”.',
    ],
    [
      '0:14:3,1200:14:1',
      'The day of a change must be a whole number from 0 to 1,000; the address has “1200” in “1200:14:1”.',
    ],
    ['0:14:3,', 'A change is written as a day, d and r, such as 50:14:1.5; the address has “”.'],
    [
      Array.from({ length: 21 }, (_, t) => `${t}:14:3`).join(','),
      'There is room for 20 changes, the start included; the address has 21.',
    ],
  ])('falls back where the changes are “%s”, and says why', (text, reason) => {
    const { state, notes } = readState(`?changes=${text}`);
    expect(state).toEqual(DEFAULT_STATE);
    expect(notes).toEqual([`${reason} Shown instead: d 14, r 3.0, from day 50 d 14, r 1.5.`]);
  });

  it('does not mind blanks and capital letters', () => {
    const { state, notes } = readState('?view=Change%20&d1=%207&changes=0:14:3,%2060:2:1');
    expect(notes).toEqual([]);
    expect([state.mode, state.first.d, state.changes[1]?.t]).toEqual(['change', 7, 60]);
  });

  it('takes the first of what stands there twice, and says so', () => {
    const { state, notes } = readState('?d1=3&d1=9');
    expect(state.first.d).toBe(3);
    expect(notes).toEqual(['The address has “d1” more than once; the first one counts.']);
  });

  it('says which choice it does not know, and passes over what others append', () => {
    expect(readState('?r3=4&utm_source=x&embed=1').notes).toEqual([
      'This page knows no choice “r3”; the rest of the address is shown.',
    ]);
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
    expect(readState('?view=three').notes).toEqual(['There is no view “three” here. Shown instead: two scenarios.']);
  });
});
