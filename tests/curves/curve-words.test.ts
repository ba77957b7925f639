import { describe, expect, it } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import { formatList, formatShortList } from '../../site/format/sentences.ts';
import { type CurvesView, standardCurves } from '../../site/views/curves/address.ts';
import { curvesFileName, curvesTable } from '../../site/views/curves/exportable.ts';
import { dayAxisLabel, headingText, placeNames, valueAxisLabel } from '../../site/views/curves/format.ts';
import { curveLayers, type MarkedCurve } from '../../site/views/curves/layers.ts';
import { curvesModel } from '../../site/views/curves/model.ts';
import { curveNotes } from '../../site/views/curves/notes.ts';
import { mapLinks, readoutAt } from '../../site/views/curves/readout.ts';
import type { CurvePlace } from '../../site/views/curves/source.ts';
import { placeOf, totalsOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const NONE = null;
const [CONFIRMED, DEATHS, , ACTIVE] = SNAPSHOT.measures;
if (CONFIRMED === undefined || DEATHS === undefined || ACTIVE === undefined)
  throw new Error('there must be four measures');
const TOTALS: readonly Maybe[] = [0, 0, 1, 3, NONE, 7, 6, 10, 100, 2100];
const STEADY: readonly Maybe[] = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('the words of a view', () => {
  it.each([
    [{ change: 'new', per: NONE }, 'New confirmed cases and deaths per day'],
    [{ change: 'total', per: NONE }, 'Total confirmed cases and deaths'],
    [{ change: 'new', per: 100_000 }, 'New confirmed cases and deaths per day, per 100,000 people'],
    [{ change: 'total', per: 1 }, 'Total confirmed cases and deaths, per person'],
  ] as const)('of %o are %s', (view, words) => {
    expect(headingText([CONFIRMED, DEATHS], view)).toBe(words);
  });

  it('call the change of a level a net change, alone and beside others', () => {
    const total = { change: 'total', per: NONE } as const;
    const fresh = { change: 'new', per: NONE } as const;
    expect([headingText([ACTIVE], total), headingText([ACTIVE], fresh)]).toEqual([
      'Active cases',
      'Net change in active cases per day',
    ]);
    expect([headingText([CONFIRMED, ACTIVE], total), headingText([CONFIRMED, ACTIVE], fresh)]).toEqual([
      'Total confirmed cases and active cases',
      'New confirmed cases and net change in active cases per day',
    ]);
    const axis = (change: 'total' | 'new', ...measures: (typeof ACTIVE)[]) =>
      valueAxisLabel({ change, per: NONE, scale: 'linear' }, measures);
    expect([axis('total', ACTIVE), axis('new', ACTIVE)]).toEqual(['On the day', 'Net change per day']);
    expect(axis('new', CONFIRMED, ACTIVE)).toBe('New, or net change, per day');
  });

  it('count many places', () => {
    expect(placeNames(['A', 'B', 'C', 'D'])).toBe('A, B, C and D');
    expect(placeNames(['A', 'B', 'C', 'D', 'E'])).toBe('5 places');
    expect(formatList(['Cook, Illinois', 'Ohio'])).toBe('Cook, Illinois and Ohio');
    expect(formatList(['Cook, Illinois', 'Kings, New York', 'Ohio'])).toBe('Cook, Illinois; Kings, New York; and Ohio');
    expect(formatShortList(['A', 'B', 'C', 'D'])).toBe('A, B, C and D');
    expect(formatShortList(['A, X', 'B', 'C', 'D', 'E'])).toBe('A, X; B; C and 2 more');
  });

  it('name both axes', () => {
    expect(valueAxisLabel({ change: 'new', per: 1000, scale: 'log' }, [CONFIRMED])).toBe(
      'New per day, per 1,000 people, logarithmic scale',
    );
    expect(valueAxisLabel({ change: 'total', per: NONE, scale: 'linear' }, [CONFIRMED])).toBe('Total');
    expect(dayAxisLabel(NONE, CONFIRMED)).toBe('Date');
    const since = (count: number) => dayAxisLabel({ by: 'total', count }, CONFIRMED);
    expect(since(1)).toBe('Days since the first confirmed case');
    expect([2, 3, 11, 21, 100, 1000].map(since).map(words => words.split(' ')[3])).toEqual([
      '2nd',
      '3rd',
      '11th',
      '21st',
      '100th',
      '1,000th',
    ]);
    expect(dayAxisLabel({ by: 'rate', count: 10_000 }, CONFIRMED)).toBe('Days since 1 confirmed case in 10,000 people');
  });
});

describe('curveLayers(curves, settings)', () => {
  const dotsOf = (view: Partial<CurvesView>, kind: 'points' | 'line' | 'corrections') =>
    sceneOf(view).panels.flatMap(({ layers }) =>
      layers.filter(layer => layer.kind === kind).flatMap(({ dots }) => dots),
    );

  it('marks a correction at the lower edge of a logarithmic axis, and at its value on a linear one', () => {
    const [low = 0] = sceneOf({ scale: 'log' }).panels[0]?.range ?? [];
    expect(dotsOf({ scale: 'log' }, 'corrections')).toEqual([{ x: 6, y: low }]);
    expect(low).toBeGreaterThan(0);
    expect(dotsOf({ scale: 'linear' }, 'corrections')).toEqual([{ x: 6, y: -1 }]);
    expect(dotsOf({ scale: 'linear' }, 'points').map(({ x }) => x)).toEqual([2, 3, 7, 8, 9]);
  });

  it('breaks the line where a day is missing', () => {
    expect(dotsOf({ smooth: 1, scale: 'linear' }, 'line')).toEqual([
      { x: 2, y: 1 },
      { x: 3, y: 2 },
      { x: 4, y: NONE },
      { x: 5, y: NONE },
      { x: 6, y: -1 },
      { x: 7, y: 4 },
      { x: 8, y: 90 },
      { x: 9, y: 2000 },
    ]);
  });

  it('has no place for zero and less on a logarithmic axis', () => {
    const flat = [0, 1, 1, 3, 3, 3, 4, 5, 6, 7];
    const layers = sceneOf({ smooth: 1 }, ohio(), flat).panels.flatMap(({ layers }) => layers);
    expect(layers.map(({ kind }) => kind)).toEqual(['points', 'line', 'alone']);
    expect(layers[0]?.dots.map(({ x }) => x)).toEqual([1, 3, 6, 7, 8, 9]);
    expect(layers[1]?.dots.find(({ x }) => x === 2)).toEqual({ x: 2, y: NONE });
    expect(dotsOf({ smooth: 1 }, 'line').find(({ x }) => x === 6)).toEqual({ x: 6, y: NONE });
  });

  it('draws a fall of active cases as any other day: nobody corrected it', () => {
    const { panels, corrections } = sceneOf({ measures: ['active'], scale: 'linear' });
    const layers = panels.flatMap(({ layers }) => layers);
    expect(layers.map(({ kind }) => kind)).toEqual(['points', 'line']);
    expect(layers[0]?.dots).toContainEqual({ x: 6, y: -1 });
    expect(corrections).toBeNull();
  });

  it('knows no corrections of totals', () => {
    expect(dotsOf({ change: 'total' }, 'corrections')).toEqual([]);
  });

  it('is empty without curves', () => {
    expect(curveLayers([], { change: 'new', scale: 'log', range: [1, 10] })).toEqual([]);
  });
});

describe('readoutAt(day, curves, context)', () => {
  const readout = (day: number, part: Partial<CurvesView> = {}, place?: CurvePlace) => {
    const { panels, view } = sceneOf(part, place);
    const marked = panels.flatMap(({ curves }) => curves);
    return readoutAt(day, marked, { view, firstDate: SNAPSHOT.firstDate, leading: CONFIRMED, nameOf: id => id });
  };

  it('says the date, the value and the average', () => {
    const { heading, rows, averageTitle, spoken } = readout(9, { smooth: 2 });
    expect(heading).toBe('March 10, 2020');
    expect(averageTitle).toBe('2-day average');
    expect(rows).toMatchObject([{ name: 'Ohio', value: '2,000', average: '1,045' }]);
    expect(spoken).toBe('March 10, 2020. Ohio: 2,000 new confirmed cases, 2-day average 1,045.');
  });

  it('calls a gap no report, and a correction by its number', () => {
    expect(readout(4).rows[0]).toMatchObject({ value: 'no report', average: '–' });
    expect(readout(4).spoken).toBe('March 5, 2020. Ohio: no report of new confirmed cases.');
    expect(readout(6, { smooth: 1 }).rows[0]).toMatchObject({ value: '−1', average: NONE });
  });

  it('says how many days went by, and each place’s date, where curves are aligned', () => {
    const { heading, rows } = readout(1, { align: { by: 'total', count: 7 }, smooth: 1, change: 'total' });
    expect(heading).toBe('Day 1 since the 7th confirmed case');
    expect(rows).toMatchObject([{ detail: 'March 7, 2020', value: '6' }]);
    expect(readout(5, { align: { by: 'total', count: 7 } }).spoken).toContain('No curve reaches this day.');
  });

  it('gives rates in plain notation, and the reason where there is none', () => {
    expect(readout(9, { per: 100_000, smooth: 1 }, ohio({ population: 11_689_100 })).rows[0]?.value).toBe('17.1');
    expect(readout(9, { per: 100_000, smooth: 1 }, ohio({ population: NONE })).rows[0]?.value).toBe('no population');
  });
});

describe('curveNotes(set, view, snapshot, colors)', () => {
  const notes = (part: Partial<CurvesView> = {}, place?: CurvePlace, totals?: readonly Maybe[]) => {
    const { view, ...scene } = sceneOf({ smooth: 1, ...part }, place, totals);
    return curveNotes(scene.set, view, SNAPSHOT, { colors: 10 });
  };

  it('has nothing to say of whole curves', () => {
    expect(notes({}, ohio(), STEADY)).toEqual([]);
    expect(notes({ scale: 'linear', smooth: 2 }, ohio(), STEADY)).toEqual([]);
  });

  it('says where reports end before the data does', () => {
    expect(notes({ scale: 'linear' }, ohio(), [0, 1, 2, 3, 4, 5, 6, 7, NONE, NONE])).toEqual([
      'The last report of Ohio (confirmed cases) is of March 8, 2020; the data ends on March 10, 2020.',
    ]);
    const aligned = notes({ scale: 'linear', align: { by: 'total', count: 2 } }, ohio(), [
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      NONE,
      NONE,
    ]);
    expect(aligned[0]).toContain('March 8, 2020');
  });

  it('says that zeros are not on a logarithmic scale', () => {
    expect(notes({}, ohio(), [0, 1, 1, 3, 4, 5, 6, 7, 8, 9])).toEqual([
      'Days with zero have no place on a logarithmic scale; a linear one shows them.',
    ]);
  });

  it('says where a curve never begins, and why', () => {
    expect(notes({ align: { by: 'total', count: 5000 } })).toEqual([
      'Ohio: no curve, for the 5,000th confirmed case has not come there yet.',
    ]);
    expect(notes({ scale: 'linear', align: { by: 'rate', count: 10_000 } }, ohio({ population: NONE }))).toEqual([
      'How many people live in Ohio is not known here, so nothing can be shown per person.',
    ]);
    expect(notes({ scale: 'linear', per: 10 }, ohio({ population: NONE }))).toHaveLength(1);
  });

  it('says that the line of a total lies behind, and where it is below the number that curves start at', () => {
    const total = { change: 'total', smooth: 2, scale: 'linear' } as const;
    expect(notes(total, ohio(), STEADY)).toEqual([
      'The line of a total is the mean of 2 days and so lies behind its points.',
    ]);
    expect(notes({ ...total, align: { by: 'total', count: 3 } }, ohio(), STEADY)).toEqual([
      'The line of a total is the mean of 2 days and so lies behind its points: on day 0 it is below them still.',
    ]);
  });

  it('says nothing of day 0 where the line begins later', () => {
    const early = { change: 'total', smooth: 4, scale: 'linear', align: { by: 'total', count: 1 } } as const;
    expect(notes(early, ohio(), STEADY)[0]).toMatch(/behind its points\.$/);
  });

  it('says why the first days have points alone', () => {
    const county = ohio({ map: 'us-counties', firstDate: '2020-03-04' });
    const begun = [NONE, NONE, NONE, 5, 6, 7, 8, 9, 10, 11];
    expect(notes({ scale: 'linear', smooth: 3 }, county, begun)).toEqual([
      'A line begins when 3 days are known; on the days before there are points alone.',
    ]);
    expect(notes({ scale: 'linear', smooth: 1 }, county, begun)).toEqual([]);
  });

  it('says why a line breaks off on a logarithmic scale', () => {
    const quiet = [0, 0, 1, 2, 2, 2, 3, 4, 5, 6];
    const words =
      'Where the mean of 2 days is zero or less, a line breaks off: a logarithmic scale has no place for it (Ohio).';
    expect(notes({ smooth: 2 }, ohio(), quiet)).toContain(words);
    expect(notes({ smooth: 2, scale: 'linear' }, ohio(), quiet)).toEqual([]);
    expect(notes({ smooth: 2 }, ohio(), STEADY)).toEqual([]);
  });

  it('says where many were added at once', () => {
    const jump = [0, 0, 10, 20, 30, 130, 140, 150, 160, 170];
    const words = 'Many were added at once, which may belong to other days: Ohio (confirmed cases) on March 6, 2020.';
    expect(notes({}, ohio(), jump)).toEqual([words]);
    expect(notes({ smooth: 2 }, ohio(), jump)).toEqual([
      `${words} Such a day lifts the line until it leaves the mean, 2 days later.`,
    ]);
    // As many a person as in a count.
    expect(notes({ per: 100_000 }, ohio({ population: 1_000_000 }), jump)).toEqual([words]);
    expect(notes({ change: 'total' }, ohio(), jump)).toEqual([]);
    expect(notes({}, ohio(), STEADY)).toEqual([]);
  });

  it('says what is not reported at all', () => {
    expect(
      notes(
        { scale: 'linear' },
        ohio(),
        TOTALS.map(() => NONE),
      ),
    ).toEqual(['Confirmed cases are not reported for Ohio.']);
  });
});

describe('curvesTable(set, view, firstDate)', () => {
  it('has a row for each day from the first case on, as reported and averaged', () => {
    const { set, view } = sceneOf({ smooth: 2 });
    const { columns, rows } = curvesTable(set, view, SNAPSHOT);
    expect(columns).toEqual(['Place', 'Date', 'New confirmed cases', 'New confirmed cases, 2-day average', 'Region']);
    expect([...rows].slice(0, 3)).toEqual([
      ['Ohio', '2020-03-03', 1, 0.5, 'US-OH'],
      ['Ohio', '2020-03-04', 2, 1.5, 'US-OH'],
      ['Ohio', '2020-03-05', NONE, NONE, 'US-OH'],
    ]);
  });

  it('heads the columns of a level with what they are', () => {
    const columns = (change: 'total' | 'new') => {
      const { set, view } = sceneOf({ smooth: 1, change, measures: ['active'] });
      return curvesTable(set, view, SNAPSHOT).columns;
    };
    expect(columns('total')).toContain('Active cases');
    expect(columns('new')).toContain('Net change in active cases');
  });

  it('counts the days where curves are aligned, and has no row for what never began', () => {
    const aligned = sceneOf({ smooth: 1, change: 'total', align: { by: 'total', count: 7 } });
    const { columns, rows } = curvesTable(aligned.set, aligned.view, SNAPSHOT);
    expect(columns).toEqual(['Place', 'Date', 'Days since the 7th confirmed case', 'Total confirmed cases', 'Region']);
    expect([...rows][1]).toEqual(['Ohio', '2020-03-07', 1, 6, 'US-OH']);
    const never = sceneOf({ align: { by: 'total', count: 5000 } });
    expect([...curvesTable(never.set, never.view, SNAPSHOT).rows]).toEqual([]);
  });
});

describe('curvesTable and curvesFileName', () => {
  it('say what is divided', () => {
    const { set, view } = sceneOf({ smooth: 14, per: 100_000 });
    expect(curvesTable(set, view, SNAPSHOT).columns.slice(2, -1)).toEqual([
      'New confirmed cases per 100000 people',
      'New confirmed cases per 100000 people, 14-day average',
    ]);
  });

  it.each([
    [{ smooth: 1 }, 'covid-curves-new-US-OH-2020-03-10'],
    [
      { change: 'total', per: 1000, smooth: 7, align: { by: 'total', count: 100 } },
      'covid-curves-total-per-1000-7-days-from-100-US-OH-2020-03-10',
    ],
    [
      { regions: ['a', 'b', 'c', 'd'], smooth: 1, align: { by: 'rate', count: 10_000 } },
      'covid-curves-new-from-1-in-10000-4-places-2020-03-10',
    ],
  ] satisfies [Partial<CurvesView>, string][])('of %o name the file %s', (part, name) => {
    expect(curvesFileName(sceneOf(part).view, { ...SNAPSHOT, dataset: 'covid' })).toBe(name);
  });
});

describe('mapLinks(day, curves, first, context)', () => {
  const links = (
    day: number,
    part: Partial<CurvesView> = {},
    place?: CurvePlace,
    nearest: MarkedCurve | null = null,
  ) => {
    const { panels, view } = sceneOf({ smooth: 1, ...part }, place);
    const addressOf = (tab: string, search: string) => `/covid/${tab}${search}`;
    return mapLinks(
      day,
      panels.flatMap(({ curves }) => curves),
      nearest,
      { view, snapshot: SNAPSHOT, addressOf },
    );
  };

  it('shows the place on its map on that day, leaving out what the map shows anyway', () => {
    expect(links(5)).toEqual([
      {
        name: 'Ohio',
        sentence: 'Show Ohio on the map on March 6, 2020',
        href: '/covid/map?map=us-states&change=new&date=2020-03-06&place=US-OH',
      },
    ]);
    expect(links(9, { change: 'total' })[0]?.href).toBe('/covid/map?map=us-states&place=US-OH');
  });

  it('takes along how values are divided, smoothed and scaled', () => {
    const part = { change: 'total', per: 100_000, smooth: 14, scale: 'linear' } as const;
    expect(links(9, part)[0]?.href).toBe('/covid/map?map=us-states&scale=linear&per=100000&smooth=14&place=US-OH');
  });

  it('shows what the nearest curve counts', () => {
    const part = { measures: ['confirmed', 'deaths'] };
    const deaths = sceneOf(part).panels[0]?.curves.find(({ curve }) => curve.measure.id === 'deaths') ?? null;
    expect(deaths).not.toBeNull();
    expect(links(5, part, ohio(), deaths)[0]?.href).toContain('measure=deaths');
    expect(links(5, part)[0]?.href).not.toContain('measure=');
  });

  it('takes the date of each place where curves are aligned', () => {
    expect(links(1, { align: { by: 'total', count: 7 } })[0]).toMatchObject({
      name: 'Ohio on March 7, 2020',
      sentence: 'Show Ohio on the map on March 7, 2020',
    });
  });

  it('offers no day that the map does not have', () => {
    expect(links(2, {}, ohio({ map: 'us-counties' }))).toEqual([]);
  });
});

function ohio(part: Partial<CurvePlace> = {}): CurvePlace {
  return placeOf('US-OH', { name: 'Ohio', ...part });
}

function sceneOf(part: Partial<CurvesView>, place = ohio(), totals = TOTALS) {
  const standard = standardCurves({ measures: SNAPSHOT.measures, defaults: SNAPSHOT.curves, regions: [place.id] });
  const view: CurvesView = { ...standard, measures: ['confirmed'], ...part };
  const scene = curvesModel(view, {
    places: [place],
    totalsOf: () => totalsOf({ confirmed: totals, deaths: totals, active: totals }),
    snapshot: SNAPSHOT,
  });
  return { ...scene, view };
}
