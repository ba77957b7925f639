import type { CheckId, CheckResult } from '../contract/check-report.ts';
import type { CheckLimits, Limit } from '../contract/dataset.ts';
import { type ListedCheck, largest } from './check.ts';
import { CHECKS } from './checks.ts';
import type { ChosenInput } from './choose-inputs.ts';
import { fileOf, percent } from './format.ts';
import { unreadableRows } from './upload-checks.ts';

/** What a check found in one upload. */
export interface Found {
  readonly check: CheckId;
  /** Null: the whole report. Else the map whose regions are meant. */
  readonly level: string | null;
  /** Null where the check does not measure. */
  readonly value: number | null;
  readonly key: string;
  /** Why something is held back, in one sentence without its period; null where nothing is. */
  readonly fault: string | null;
}

/**
 * The checks of uploads, reports, places and tables, for the receipt: those that failed, and those whose figure shows how
 * near to its limit a report in use is.
 */
export function checkResults(
  inputs: readonly ChosenInput[],
  found: readonly Found[],
  limits: CheckLimits,
): CheckResult[] {
  const nameOf = (check: string, level: string | null) => `${check} ${level}`;
  const groups = Map.groupBy([...inputs.flatMap(foundInUpload), ...found], one => nameOf(one.check, one.level));
  const checked = limits.places.map(({ map }) => map);
  const maps = new Set([...checked, ...found.flatMap(({ level }) => level ?? [])]);
  return CHECKS.filter(({ scope }) => scope !== 'snapshot').flatMap(check =>
    [...(check.byMap ? maps : [null])].flatMap(level => {
      const all = groups.get(nameOf(check.id, level)) ?? [];
      const failed = all.filter(({ fault }) => fault !== null);
      const isMeasured = check.unit !== undefined && (level === null || checked.includes(level));
      if (failed.length === 0 && !isMeasured) return [];
      const most = largest(failed.length > 0 ? failed : all, ({ value }) => value ?? Number.NEGATIVE_INFINITY);
      return [resultOf(check, level, most, limits)];
    }),
  );
}

/** A figure as a receipt shows it. */
export function rounded(figure: number): number {
  return Number.isInteger(figure) ? figure : Number(figure.toPrecision(4));
}

const OF_UPLOADS: ReadonlySet<string> = new Set(
  CHECKS.filter(({ scope }) => scope === 'upload' || scope === 'table').map(({ id }) => id),
);

function foundInUpload({ key, date, rows, listed, remarks }: ChosenInput): Found[] {
  const share = (upload: ChosenInput['rows']) =>
    upload === null ? null : (unreadableRows.figures(upload)[0]?.value ?? null);
  const inUse = { check: unreadableRows.id, level: null, value: share(rows), key, fault: null };
  const faults = remarks.filter(({ check, verdict }) => verdict === 'quarantined' && OF_UPLOADS.has(check));
  return [
    ...(date === null || rows === null ? [] : [inUse]),
    ...faults.map(({ check, detail }) => {
      const value = check === unreadableRows.id ? share(listed) : null;
      return { check, level: null, value, key, fault: detail };
    }),
  ];
}

function resultOf(check: ListedCheck, level: string | null, most: Found | undefined, limits: CheckLimits): CheckResult {
  const limit = check.limit?.(limits, level) ?? null;
  const figure = most?.value == null ? null : rounded(most.value);
  const passed = most?.fault == null;
  const key = passed && !figure ? null : (most?.key ?? null);
  const detail = most?.fault ?? marginOf(check, figure, limit, key);
  return { check: check.id, scope: check.scope, level, figure, limit, key, passed, detail };
}

/** How far the largest figure is from its limit. */
function marginOf({ unit }: ListedCheck, figure: number | null, limit: Limit, key: string | null): string {
  const shown = (value: number) => (unit === 'share' ? percent(value) : `${value.toLocaleString('en')}×`);
  if (figure === null) return 'there was nothing to measure';
  const most = `at most ${shown(figure)}${key === null ? '' : ` in ${fileOf(key)}`}`;
  return limit === null ? `${most}; the check is off` : `${most}; the limit is ${shown(limit)}`;
}
