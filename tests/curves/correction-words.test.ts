import { describe, expect, it } from 'vitest';
import { NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import type { Curve } from '../../site/views/curves/curve-set.ts';
import { correctionText } from '../../site/views/curves/model.ts';
import { placeOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

describe('correctionText(curves, view, range, firstDate)', () => {
  const words = (raw: Curve['raw'], part: { change?: 'total' | 'new'; scale?: 'log' | 'linear'; measure?: number }) => {
    const { change = 'new', scale = 'linear', measure = 0 } = part;
    return correctionText([curveOf(raw, measure)], { change, scale }, [scale === 'log' ? 0.8 : -20, 100], SNAPSHOT);
  };

  it('says what a cross is', () => {
    expect(words([100, -10], {})).toBe('A correction: the total went down that day.');
  });

  it('says which crosses stand elsewhere than at their value', () => {
    expect(words([100, -23_464, -3], {})).toBe(
      'A correction: the total went down that day. One is too deep for the axis and is drawn at its lower edge: −23,464 in Spain on March 2, 2020.',
    );
    expect(words([100, -30, -50], {})).toBe(
      'A correction: the total went down that day. 2 are too deep for the axis and are drawn at its lower edge; the deepest is −50 in Spain on March 3, 2020.',
    );
    expect(words([100, -3], { scale: 'log' })).toBe(
      'A correction: the total went down that day. On a logarithmic scale, it is drawn at the lower edge, whatever its size.',
    );
  });

  it('is null where there is none', () => {
    expect(words([100, null, 0], {})).toBeNull();
    expect(words([100, -3], { change: 'total' })).toBeNull();
    expect(words([100, -3], { measure: 3 })).toBeNull();
  });
});

function curveOf(raw: Curve['raw'], index: number): Curve {
  const measure = SNAPSHOT.measures[index];
  if (measure === undefined) throw new Error('there must be a measure');
  return {
    place: placeOf('ESP', { name: 'Spain' }),
    measure,
    raw,
    average: raw,
    zero: 0,
    start: 0,
    isReported: true,
    heldDays: NO_HELD_DAYS,
  };
}
