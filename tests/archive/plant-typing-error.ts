import { isLarge, LEVELS, type Level, type Place, placesOf } from './places.ts';
import {
  type FaultContext,
  HEADING,
  MEASURES,
  type Measure,
  type PlantedFault,
  pick,
  reportOf,
  uploadOf,
} from './planted-fault.ts';
import { cellOf, withCells, withRow } from './report-text.ts';

export const SLIPS = ['digit lost', 'digit doubled', 'digits swapped', 'sign'] as const;
export type Slip = (typeof SLIPS)[number];

/** A smaller change may be a late count or a correction. */
const LEAST_CHANGE = 500;
const LEAST_SHARE = 1 / 3;

/** The wrong counts that one typing error can produce. */
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

/** An error that a person would notice: in a large count, by a third of it or more. */
export function plantTypingError(context: FaultContext, level: Level, slip: Slip): PlantedFault {
  const errors = errorsOf(context, level, slip).filter(
    ({ place, measure, was, is }) => isLarge(context, place, measure) && isLargeChange(was, is),
  );
  // Far more places have large case counts than large death counts: choose the measure first.
  const measure = pick(context.random, [...new Set(errors.map(({ measure }) => measure))], `${slip} of a ${level}`);
  const error = pick(
    context.random,
    errors.filter(one => one.measure === measure),
    `${slip} of a ${level}`,
  );
  return planted(context, `${slip} in a ${level}`, error, slip === 'sign' ? 'cell-unknown' : 'right-or-held');
}

/** An error in a small count, or a small one in a large count. */
export function plantSmallError(context: FaultContext): PlantedFault {
  const level = pick(context.random, LEVELS, 'level');
  const slip = pick(context.random, SLIPS.slice(0, 3), 'slip');
  const errors = errorsOf(context, level, slip).filter(
    ({ was, is }) => Math.abs(Number(is) - Number(was)) < LEAST_CHANGE,
  );
  const error = pick(context.random, errors, `small ${slip} of a ${level}`);
  return planted(context, `small ${slip} in a ${level}`, error, 'may-go-unnoticed');
}

interface TypingError {
  readonly place: Place;
  readonly measure: Measure;
  readonly was: string;
  readonly is: string;
}

function errorsOf(context: FaultContext, level: Level, slip: Slip): TypingError[] {
  const report = reportOf(context, context.date);
  return placesOf(context, level).flatMap(place =>
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
  context: FaultContext,
  kind: string,
  { place, measure, was, is }: TypingError,
  must: PlantedFault['must'],
): PlantedFault {
  const report = reportOf(context, context.date);
  const row = withCells(report, place.row, { [HEADING[measure]]: is });
  return {
    kind,
    date: context.date,
    sentence: `${place.name} (${place.region}) has ${is} ${measure} for ${was}`,
    uploads: uploadOf(context.date, withRow(report, place.at, row)),
    must,
    place: { region: place.region, name: place.name, measures: [measure], was, is },
  };
}
