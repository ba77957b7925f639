import type { GateCheck, GateFigure } from '../../contract/gate-report.ts';
import { daysBetween } from '../../measures/calendar.ts';
import type { ChosenInput } from './chosen-input.ts';
import type { DayFigures } from './day-figures.ts';
import { fallShare, LEAST_PARENTS, LEAST_ROWS, riseFactor } from './find-faults.ts';
import type { GateLimits, Limit, ParentLimits } from './gate-limits.ts';
import type { Move, PairFigures } from './measure-pairs.ts';

/** Of every check the most that was found in a report that is in, so that one sees how far from its limit it is. */
export async function gateFigures(
  inputs: readonly ChosenInput[],
  gate: GateLimits,
  figures: DayFigures,
): Promise<GateFigure[]> {
  const days = inputs.flatMap(({ key, date, rows }) => (date === null || rows === null ? [] : [{ key, date, rows }]));
  days.sort((a, b) => (a.date < b.date ? -1 : 1));
  const unreadable = days.map(({ key, rows: { kept, rejected } }) => ({ key, value: rejected / (kept + rejected) }));
  const pairs: PairOfDays[] = [];
  for (const [index, { key, date, rows }] of days.entries()) {
    const last = days[index - 1];
    if (last === undefined) continue;
    const before = last.rows;
    const whole = Object.entries(before.sums).map(([count, was]) => {
      return { level: '', name: '', count, was, is: rows.sums[count] ?? 0 };
    });
    const pair = await figures.pair(before, rows);
    pairs.push({
      key,
      days: daysBetween(last.date, date),
      ...pair,
      moves: [...whole, ...pair.moves],
      kept: rows.kept,
      keptBefore: before.kept,
    });
  }
  const most = (value: (pair: PairOfDays) => number) => pairs.map(pair => ({ key: pair.key, value: value(pair) }));
  return [
    figure('unreadable-rows', null, gate.unreadableRows, unreadable),
    figure('repeated-rows', null, gate.repeatedRows, most(repeatedShare)),
    figure('lost-rows', null, gate.lostRows, most(lostShare)),
    ...movesOf(null, gate, gate, most),
    ...gate.parents.flatMap(parent => [
      ...movesOf(parent.level, parent, gate, most),
      figure(
        'lost-parents',
        parent.level,
        parent.lost,
        most(pair => lostParentShare(pair, parent.level)),
      ),
    ]),
  ];
}

interface PairOfDays extends PairFigures {
  readonly key: string;
  /** From the day before, as far as that is in. */
  readonly days: number;
  readonly kept: number;
  readonly keptBefore: number;
}

type Found = readonly { readonly key: string; readonly value: number }[];

function figure(check: GateCheck, level: string | null, limit: Limit, found: Found): GateFigure {
  const largest = found.toSorted((a, b) => b.value - a.value)[0];
  const most = largest === undefined ? null : Number(largest.value.toPrecision(4));
  return { check, level, limit, most, key: most === null || most === 0 ? null : (largest?.key ?? null) };
}

function movesOf(
  level: string | null,
  { fall, rise }: Pick<ParentLimits, 'fall' | 'rise'>,
  gate: GateLimits,
  most: (value: (pair: PairOfDays) => number) => Found,
): GateFigure[] {
  const highest = (pair: PairOfDays, of: (move: Move, gate: GateLimits) => number) =>
    Math.max(0, ...pair.moves.filter(move => move.level === (level ?? '')).map(move => of(move, gate)));
  return [
    figure(
      'fall',
      level,
      fall,
      most(pair => highest(pair, fallShare)),
    ),
    figure(
      'rise',
      level,
      rise,
      most(pair => highest(pair, riseFactor)),
    ),
  ];
}

function repeatedShare({ same, kept }: PairOfDays): number {
  return kept < LEAST_ROWS ? 0 : same / kept;
}

function lostShare({ kept, keptBefore }: PairOfDays): number {
  return keptBefore < LEAST_ROWS ? 0 : Math.max(0, 1 - kept / keptBefore);
}

function lostParentShare({ lost }: PairOfDays, level: string): number {
  const part = lost.find(part => part.level === level);
  return part === undefined || part.of < LEAST_PARENTS ? 0 : part.lost / part.of;
}
