import { describe, expect, it } from 'vitest';
import { NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import { type CurvesView, standardCurves } from '../../site/views/curves/address.ts';
import type { Curve } from '../../site/views/curves/curve-set.ts';
import { emptiness } from '../../site/views/curves/format.ts';
import { placeOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const [CONFIRMED] = SNAPSHOT.measures;
if (CONFIRMED === undefined) throw new Error('there must be a measure');

describe('emptiness(view, set, leading)', () => {
  const of = (part: Partial<CurvesView>, curves: readonly Curve[] = []) => {
    const view = {
      ...standardCurves({ measures: SNAPSHOT.measures, defaults: SNAPSHOT.curves, regions: ['a', 'b'] }),
      ...part,
    };
    return emptiness(view, { curves }, CONFIRMED);
  };

  it('asks for places and case types', () => {
    expect(of({ regions: [] })?.words).toMatch(/^No place is chosen\./);
    expect(of({ measures: [] })?.words).toMatch(/^No measure is chosen\./);
  });

  it('keeps the legend where all is switched off', () => {
    expect(of({ hidden: ['a', 'b'] })).toMatchObject({ inLegend: true });
    expect(of({ hidden: ['confirmed', 'deaths'] })).toMatchObject({ inLegend: true });
    expect(of({ hidden: ['a'] }, [curve(0)])).toBeNull();
  });

  it('says that no curve begins, and why', () => {
    const late = of({ align: { by: 'total', count: 9_999_999 } }, [curve(null), curve(null)]);
    expect(late).toEqual({
      words:
        'No curve begins: the 9,999,999th confirmed case has come to none of the places shown yet. ' +
        'Choose a smaller number, or start the curves by date.',
      inLegend: false,
    });
    expect(of({ align: { by: 'total', count: 5 } }, [curve(null), curve(3)])).toBeNull();
    expect(of({ align: { by: 'rate', count: 10_000 } }, [curve(null, null)])?.words).toMatch(
      /^How many people live here/,
    );
    expect(of({ align: { by: 'rate', count: 10_000 } }, [curve(null)])?.words).toMatch(/^No curve begins: 1 confirmed/);
  });

  it('is null while curves are still to come', () => {
    expect(of({})).toBeNull();
  });
});

function curve(zero: number | null, population: number | null = 1000): Curve {
  if (CONFIRMED === undefined) throw new Error('there must be a measure');
  return {
    place: placeOf('a', { population }),
    measure: CONFIRMED,
    raw: [],
    average: [],
    zero,
    start: 0,
    isReported: true,
    heldDays: NO_HELD_DAYS,
  };
}
