import { describe, expect, it } from 'vitest';
import { MISSING, NEGATIVE, ZERO } from '../../site/color/scale.ts';
import { mapRemarks, mapTable } from '../../site/views/map/exportable.ts';
import { legendOf, legendSwatches } from '../../site/views/map/legend.ts';
import { DAY, shownDay } from './county-session.ts';

const REASON = 'Bear River on 2020-06-30: 2 confirmed after 1,521 on 2020-06-29';
const held = [{ region: '49005', period: '2020-06-30', reason: REASON }];
const lacks = [{ region: '17031', period: '2020-06-29', children: ['49003'] }];

describe('mapRemarks(shown, columns)', () => {
  const marked = (part: Parameters<typeof shownDay>[0]) => {
    const shown = shownDay(part, { ...DAY, held, lacks });
    const { columns, rows } = mapTable(shown);
    const { cell, sentences } = mapRemarks(shown, columns);
    const marks = (region: string) => {
      const row = [...rows].find(candidate => candidate.includes(region)) ?? [];
      return Object.fromEntries(
        columns.flatMap((title, at) => (cell(row, at) === null ? [] : [[title, cell(row, at)]])),
      );
    };
    return { marks, sentences };
  };

  it('writes "held back" where a value is, in every column of the measure and in no other', () => {
    expect(marked({}).marks('49005')).toEqual({ Confirmed: 'held back', 'New confirmed': 'held back' });
    expect(marked({}).sentences).toContain(
      'Held back: Bear River on June 30, 2020: 2 confirmed after 1,521 on June 29, 2020.',
    );
  });

  it('marks the columns that a lacking sum of the day before is in', () => {
    expect(marked({}).marks('17031')).toEqual({ 'New confirmed': '377 *' });
    expect(marked({ change: 'new' }).sentences).toContain('* A day in it counts the last accepted value of Box Elder.');
    expect(marked({ change: 'new', per: 1000 }).marks('17031')).toMatchObject({
      'New confirmed per 1000 people': '0.073 *',
    });
  });

  it('says nothing of ordinary days', () => {
    const shown = shownDay();
    const { columns, rows } = mapTable(shown);
    const { cell, sentences } = mapRemarks(shown, columns);
    expect([...rows].flatMap(row => columns.map((_, at) => cell(row, at))).filter(mark => mark !== null)).toEqual([]);
    expect(sentences).toEqual([]);
  });
});

describe('the legend', () => {
  it('tells a reported zero from no report, and a fall from a correction', () => {
    const used = new Set([ZERO, NEGATIVE, MISSING]);
    const names = (kind: 'cumulative' | 'level') => legendSwatches(used, kind).map(({ name }) => name);
    expect(names('cumulative')).toEqual(['Reported: 0', 'Below zero (a correction)', 'No report, not zero']);
    expect(names('level')).toContain('Fewer than the day before');
  });

  it('explains the hatching where there is any', () => {
    expect(legendOf(shownDay()).note).toContain('have no report for this day. That is not zero: point at one to see');
    expect(legendOf(shownDay({}, { ...DAY, held })).note).toContain('or a check held it back');
    const whole = { ...shownDay(), paints: [ZERO] };
    expect(legendOf(whole).note).toBe(whole.measure.description);
  });
});
