import { type Ground, HEADING, MEASURES, type Measure, type PlantedFault, pick, reportOf, uploadOf } from './ground.ts';
import { isLarge, LEVELS, type Level, type Place, placesOf } from './places.ts';
import { cellOf, withCells, withRow } from './report-text.ts';

export const SLIPS = ['digit lost', 'digit doubled', 'digits swapped', 'sign'] as const;
export type Slip = (typeof SLIPS)[number];

/** A smaller change, or one of less than a third, may be a late count or a correction. */
const LEAST_CHANGE = 500;
const LEAST_SHARE = 1 / 3;

/** What may come of a count by one slip of the hand, each once. */
export function slipsOf(count: string, slip: Slip): string[] {
  const at = [...count].map((_, index) => index);
  const slipped: Readonly<Record<Slip, () => string[]>> = {
    'digit lost': () => at.map(index => count.slice(0, index) + count.slice(index + 1)),
    'digit doubled': () => at.map(index => count.slice(0, index + 1) + count.slice(index)),
    'digits swapped': () =>
      at.slice(1).map(index => count.slice(0, index - 1) + count[index] + count[index - 1] + count.slice(index + 1)),
    sign: () => [`-${count}`],
  };
  const plain = slipped[slip]().map(text => text.replace(/^(-?)0+(?=\d)/, '$1'));
  return [...new Set(plain)].filter(text => text !== count && text !== '');
}

/** An error that a person would see: in a large count, by a third of it or more. */
export function plantTypingError(ground: Ground, level: Level, slip: Slip): PlantedFault {
  const errors = errorsOf(ground, level, slip).filter(
    ({ place, measure, was, is }) => isLarge(ground, place, measure) && isLargeChange(was, is),
  );
  // Many places of one kind would drown the others: first which measure, then where.
  const measure = pick(ground.random, [...new Set(errors.map(({ measure }) => measure))], `${slip} of a ${level}`);
  const error = pick(
    ground.random,
    errors.filter(one => one.measure === measure),
    `${slip} of a ${level}`,
  );
  return planted(ground, `${slip} in a ${level}`, error, slip === 'sign' ? 'cell-unknown' : 'right-or-held');
}

/** An error in a small count, or a small one in a large count. */
export function plantSmallError(ground: Ground): PlantedFault {
  const level = pick(ground.random, LEVELS, 'level');
  const slip = pick(ground.random, SLIPS.slice(0, 3), 'slip');
  const errors = errorsOf(ground, level, slip).filter(
    ({ was, is }) => Math.abs(Number(is) - Number(was)) < LEAST_CHANGE,
  );
  const error = pick(ground.random, errors, `small ${slip} of a ${level}`);
  return planted(ground, `small ${slip} in a ${level}`, error, 'may-go-unnoticed');
}

interface TypingError {
  readonly place: Place;
  readonly measure: Measure;
  readonly was: string;
  readonly is: string;
}

function errorsOf(ground: Ground, level: Level, slip: Slip): TypingError[] {
  const report = reportOf(ground, ground.date);
  return placesOf(ground, level).flatMap(place =>
    MEASURES.filter(measure => measure !== 'recovered').flatMap(measure => {
      const was = cellOf(report, place.row, HEADING[measure]);
      if (!/^[1-9]\d*$/.test(was)) return [];
      return slipsOf(was, slip).map(is => ({ place, measure, was, is }));
    }),
  );
}

function isLargeChange(was: string, is: string): boolean {
  const change = Math.abs(Number(is) - Number(was));
  return change >= LEAST_CHANGE && change >= Number(was) * LEAST_SHARE;
}

function planted(
  ground: Ground,
  kind: string,
  { place, measure, was, is }: TypingError,
  must: PlantedFault['must'],
): PlantedFault {
  const report = reportOf(ground, ground.date);
  const row = withCells(report, place.row, { [HEADING[measure]]: is });
  return {
    kind,
    date: ground.date,
    sentence: `${place.name} (${place.region}) has ${is} ${measure} for ${was}`,
    uploads: uploadOf(ground.date, withRow(report, place.at, row)),
    must,
    place: { region: place.region, name: place.name, measures: [measure], was, is },
  };
}
