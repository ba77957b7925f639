import type { CheckId, LargestFigure } from '../contract/check-report.ts';
import type { CheckLimits } from '../contract/dataset.ts';
import type { ChosenInput } from './choose-inputs.ts';
import { PLACE_CHECKS } from './place-checks.ts';
import { REPORT_CHECKS } from './report-checks.ts';

/** A figure of a report that is in. */
export interface NoteFigure {
  readonly check: CheckId;
  readonly level: string | null;
  readonly value: number;
  readonly key: string;
}

/** Of every check with a share or a factor the most that was found in a report that is in, so that one sees how far from its limit it is. */
export function mostFigures(
  inputs: readonly ChosenInput[],
  found: readonly NoteFigure[],
  limits: CheckLimits,
): LargestFigure[] {
  const unreadable = inputs.flatMap(({ key, date, rows }): NoteFigure[] => {
    if (date === null || rows === null) return [];
    const value = (rows.rejected + rows.unreadable) / (rows.kept + rows.rejected);
    return [{ check: 'unreadable-rows', level: null, value, key }];
  });
  const all = [...unreadable, ...found];
  const most = (check: CheckId, level: string | null, limit: number | null): LargestFigure => {
    const largest = all
      .filter(figure => figure.check === check && figure.level === level)
      .reduce<NoteFigure | undefined>(
        (most, figure) => (most === undefined || figure.value > most.value ? figure : most),
        undefined,
      );
    const value = largest === undefined ? null : Number(largest.value.toPrecision(4));
    return { check, level, limit, most: value, key: value === null || value === 0 ? null : (largest?.key ?? null) };
  };
  const levels = limits.places.map(({ map }) => map);
  const whole = REPORT_CHECKS.filter(({ id }) => id !== 'lost-places' && id !== 'all-zero');
  const ofPlaces = [
    ...REPORT_CHECKS.filter(({ id }) => id === 'lost-places'),
    ...PLACE_CHECKS.filter(({ id }) => id === 'fall' || id === 'rise'),
  ];
  return [
    most('unreadable-rows', null, limits.unreadableRows),
    ...whole.map(check => most(check.id, null, check.limit(limits, null))),
    ...levels.flatMap(level => ofPlaces.map(check => most(check.id, level, check.limit(limits, level)))),
  ];
}
