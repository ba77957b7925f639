import { describe, expect, it } from 'vitest';
import { MISSING } from '../../site/color/scale.ts';
import type { LastReport } from '../../site/data/last-report.ts';
import { shapeTargets } from '../../site/geo/shape-targets.ts';
import { placeLines, placeSentence } from '../../site/views/map/hover.ts';
import { ACTIVE } from './case-measures.ts';
import { countySession, DAY, PLACES, shownDay } from './county-session.ts';
import { square } from './squares.ts';

const [COOK, KINGS, BEAR_RIVER, ALEUTIANS] = [0, 1, 2, 3] as const;
const textOf = (...args: Parameters<typeof placeLines>) => placeLines(...args).map(({ text }) => text);

describe('placeLines(shown, shape)', () => {
  it('gives place, figure, rate and change', () => {
    expect(textOf(shownDay(), COOK)).toEqual([
      'Cook, Illinois',
      '90,536 confirmed cases',
      '1,758 per 100,000 people',
      '+377 from the day before',
    ]);
  });

  it('gives the count beside a rate', () => {
    expect(textOf(shownDay({ per: 1000 }), COOK)).toEqual([
      'Cook, Illinois',
      '17.6 confirmed cases per 1,000 people',
      '90,536 confirmed cases',
      '+377 from the day before',
    ]);
  });

  it('says where a shape is counted with others, that a population is not known, and what a correction is', () => {
    expect(textOf(shownDay(), KINGS)).toEqual([
      'New York City, New York',
      '215,179 confirmed cases',
      'No population to compare with',
      '−4 from the day before (a correction)',
      'Kings is counted in it',
    ]);
    expect(textOf(shownDay({ per: 100_000 }), KINGS)[1]).toBe('No population to compare with');
    expect(textOf(shownDay({ change: 'new' }), KINGS)).toContain('Fewer in total than the day before: a correction');
  });

  it('says "No report", never zero, where there is none', () => {
    expect(textOf(shownDay(), ALEUTIANS)).toEqual(['Aleutians West', 'No report']);
    expect(textOf(shownDay(), BEAR_RIVER)).toEqual(['Bear River, Utah', 'No report']);
  });

  it('says why there is nothing new where the day before is missing', () => {
    const day = { ...DAY, new: [null, -4, null] };
    expect(textOf(shownDay({ change: 'new' }, day), COOK)[1]).toBe('90,536 in total, the day before is missing');
  });

  it('never writes powers of ten', () => {
    expect(textOf(shownDay({ per: 1 }), COOK)[1]).toBe('0.018 confirmed cases per person');
  });
});

describe('placeLines of values that a check held back', () => {
  const REASON = 'Bear River on 2020-06-30: 2 confirmed after 1,521 on 2020-06-29';
  const held = [{ region: '49005', period: '2020-06-30', reason: REASON }];
  const lacks = [{ region: '17031', period: '2020-06-30', children: ['49003'] }];

  it('says that it is held back, with the reason, and not "No report"', () => {
    expect(textOf(shownDay({}, { ...DAY, held }), BEAR_RIVER)).toEqual([
      'Bear River, Utah',
      'Held back',
      'Bear River on June 30, 2020: 2 confirmed after 1,521 on June 29, 2020',
    ]);
    expect(placeSentence(shownDay({}, { ...DAY, held }), BEAR_RIVER)).toBe(
      'Bear River, Utah: Held back. Bear River on June 30, 2020: 2 confirmed after 1,521 on June 29, 2020',
    );
  });

  it('says why a new value is not known where the day before was held back', () => {
    const before = [{ region: '17031', period: '2020-06-29', reason: 'Cook on 2020-06-29: 9 after 90,000' }];
    const day = { ...DAY, new: [null, -4, null], held: before };
    expect(textOf(shownDay({ change: 'new' }, day), COOK).slice(1, 3)).toEqual([
      'Held back',
      'Cook on June 29, 2020: 9 after 90,000',
    ]);
    expect(textOf(shownDay({}, { ...DAY, held: before }), COOK)[1]).toBe('90,536 confirmed cases');
  });

  it('names the part whose last accepted value a sum counts', () => {
    expect(textOf(shownDay({}, { ...DAY, lacks }), COOK)).toContain('Counts the last accepted value of Box Elder');
    expect(textOf(shownDay({ change: 'new' }, { ...DAY, lacks }), COOK)).toContain(
      'A day in it counts the last accepted value of Box Elder',
    );
    expect(placeSentence(shownDay({}, { ...DAY, lacks }), COOK)).toBe(
      'Cook, Illinois: 90,536 confirmed cases, rank 2 of 2. Counts the last accepted value of Box Elder',
    );
  });
});

describe('placeLines of a place without a report', () => {
  const withLast = (last: LastReport | null) => {
    const session = countySession();
    const figures = { ...session.data.figures, lastReport: () => last };
    return shownDay({}, DAY, { ...session, data: { ...session.data, figures } });
  };

  it('says when it last had one, so that a gap is not taken for a zero', () => {
    expect(textOf(withLast({ date: '2020-03-30', total: 0 }), BEAR_RIVER)).toEqual([
      'Bear River, Utah',
      'No report',
      'Last reported: 0 on March 30, 2020',
    ]);
    expect(placeSentence(withLast({ date: '2020-03-30', total: 12 }), BEAR_RIVER)).toBe(
      'Bear River, Utah: No report. Last reported: 12 on March 30, 2020',
    );
  });

  it('says when it begins where that is later', () => {
    const session = countySession();
    const places = PLACES.map(place => ({ ...place, firstDate: '2020-07-04' }));
    const later = {
      ...session,
      data: { ...session.data, places },
      targets: shapeTargets(session.drawing.shapes, places),
    };
    expect(textOf(shownDay({}, DAY, later), BEAR_RIVER)).toContain('First report on July 4, 2020');
  });
});

describe('placeLines of shapes that changed hands', () => {
  const places = [
    { id: '02063', name: 'Chugach, Alaska', population: 6751 },
    { id: '02066', name: 'Copper River, Alaska', population: 2699 },
    { id: '02261', name: 'Valdez-Cordova, Alaska', population: 9202 },
    { id: '09001', name: 'Fairfield, Connecticut', population: 943_332 },
    { id: '09110', name: 'Capitol, Connecticut', population: 976_248 },
  ].map((place, row) => ({ ...place, row, firstDate: '2020-03-22' }));
  const successors = ['02063', '02066'];
  const shapes = [
    { ...square('02261', [0, 0], 10), name: 'Valdez-Cordova', regions: ['02261', ...successors], successors },
    { ...square('09001', [10, 0], 10), name: 'Fairfield', successors: ['09110'] },
  ];
  const session = countySession();
  const split = {
    ...session,
    data: { ...session.data, places },
    drawing: { ...session.drawing, shapes },
    targets: shapeTargets(shapes, places),
  };
  const day = { ...DAY, total: [405, 244, 0, 0, 9000], new: [2, 1, 0, 0, 10] };

  it('adds the successors up, names both and says whose shape it is', () => {
    expect(textOf(shownDay({}, day, split), 0)).toEqual([
      'Chugach and Copper River, Alaska',
      '649 confirmed cases',
      'Chugach: 405',
      'Copper River: 244',
      '6,868 per 100,000 people',
      '+3 from the day before',
      'They replaced Valdez-Cordova, Alaska',
    ]);
    expect(textOf(shownDay({ per: 100_000 }, day, split), 0)[1]).toBe('6,868 confirmed cases per 100,000 people');
  });

  it('gives no sum where one of them has no report', () => {
    const missing = { ...day, total: [405, null, 0, 0, 9000], new: [2, null, 0, 0, 10] };
    expect(textOf(shownDay({}, missing, split), 0).slice(1, 4)).toEqual([
      'No report',
      'Chugach: 405',
      'Copper River: no report',
    ]);
    expect(shownDay({}, missing, split).paints[0]).toBe(MISSING);
  });

  it('says why a county has no numbers any more, and does not draw its zero', () => {
    expect(shownDay({}, day, split).paints[1]).toBe(MISSING);
    expect(textOf(shownDay({}, day, split), 1)).toEqual([
      'Fairfield, Connecticut',
      'Not reported any more',
      'Since March 22, 2020 counted in Capitol, which has no shape on this map',
    ]);
  });
});

describe('placeLines of a level', () => {
  it('calls its fall no correction and its change a net change', () => {
    expect(textOf({ ...shownDay(), measure: ACTIVE }, KINGS)[3]).toBe('−4 from the day before');
    const fresh = textOf({ ...shownDay({ change: 'new' }), measure: ACTIVE }, KINGS);
    expect(fresh[1]).toBe('−4 net change in active cases');
    expect(fresh.join(' ')).not.toContain('correction');
  });
});

describe('placeSentence(shown, shape)', () => {
  it('speaks name, value and rank', () => {
    expect(placeSentence(shownDay(), COOK)).toBe('Cook, Illinois: 90,536 confirmed cases, rank 2 of 2');
    expect(placeSentence(shownDay(), ALEUTIANS)).toBe('Aleutians West: No report');
  });
});
