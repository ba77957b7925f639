import type { GateCheck } from '../../contract/gate-report.ts';
import { daysBetween } from '../../measures/calendar.ts';
import { counted } from '../assemble/counted.ts';
import type { StagedUpload } from '../stage/stage.ts';
import type { DayFigures } from './day-figures.ts';
import type { GateLimits } from './gate-limits.ts';
import type { LostParents, Move } from './measure-pairs.ts';

/** One report of the walk through the days. */
export interface Day {
  readonly key: string;
  readonly date: string;
  readonly rows: StagedUpload;
}

/** Something that is not as it should be in a report, held against an earlier day. */
export interface Fault {
  readonly check: GateCheck;
  /** One sentence, with its figures. */
  readonly detail: string;
  /** What fell, of a fall. */
  readonly fall?: Move;
  /** Whether the report of a later day agrees; none where no report could. */
  readonly agrees?: (next: Day) => Promise<boolean>;
}

export interface FaultTools {
  readonly gate: GateLimits;
  readonly figures: DayFigures;
}

/** Fewer rows, or fewer parents, than these say nothing by their share. */
export const LEAST_ROWS = 20;
export const LEAST_PARENTS = 20;

/** What a report does not do as the nearest earlier day that is in would let expect. */
export async function findFaults(day: Day, before: Day, tools: FaultTools): Promise<Fault[]> {
  const { gate } = tools;
  const zero = zeroFaults(day, before, tools);
  if (zero.length > 0) return [...rowFaults(day, before, gate), ...zero];
  const { same, moves, lost } = await tools.figures.pair(before.rows, day.rows);
  const whole = Object.entries(before.rows.sums).map(([count, was]) => {
    return { level: '', name: '', count, was, is: day.rows.sums[count] ?? 0 };
  });
  return [
    ...repeatFaults(day, before, same, gate),
    ...rowFaults(day, before, gate),
    ...lost.flatMap(figures => lostFaults(figures, before, tools)),
    ...whole.flatMap(move => moveFaults(move, day, before, gate, tools)),
    ...moves.flatMap(move => {
      const limits = gate.parents.find(({ level }) => level === move.level);
      return limits === undefined ? [] : moveFaults(move, day, before, limits, tools);
    }),
  ];
}

/** The share by which it falls, as far as falls of its size are looked at; else 0. */
export function fallShare({ level, was, is }: Move, { small }: GateLimits): number {
  const isSmall = level === '' ? was < small : was - is < small;
  return isSmall || was === 0 ? 0 : Math.max(0, (was - is) / was);
}

export function riseFactor({ was, is }: Move, { small }: GateLimits): number {
  return was < Math.max(1, small) ? 0 : is / was;
}

function zeroFaults(day: Day, before: Day, { gate: { zeroAfter } }: FaultTools): Fault[] {
  if (zeroAfter === null) return [];
  return Object.entries(before.rows.sums).flatMap(([count, was]) => {
    if (was < Math.max(1, zeroAfter) || day.rows.sums[count] !== 0) return [];
    return [
      { check: 'all-zero', detail: `its ${count} are all zero; on ${before.date} they add up to ${counted(was)}` },
    ];
  });
}

function repeatFaults(day: Day, before: Day, same: number, { repeatedRows }: GateLimits): Fault[] {
  const { kept } = day.rows;
  if (repeatedRows === null || kept < LEAST_ROWS || same <= kept * repeatedRows) return [];
  return [repeatFault(day, before, same)];
}

/** @param same rows of the later report that the earlier one has too */
export function repeatFault(day: Day, other: Day, same: number): Fault {
  const again =
    daysBetween(other.date, day.date) === 1
      ? "looks like yesterday's file again"
      : 'looks like the file of another day';
  const rows = `${counted(same)} of ${counted(day.rows.kept, 'row')} are the same`;
  return { check: 'repeated-rows', detail: `${fileOf(day.key)} repeats ${fileOf(other.key)}: ${rows}; ${again}` };
}

function rowFaults(day: Day, before: Day, { lostRows }: GateLimits): Fault[] {
  const [is, was] = [day.rows.kept, before.rows.kept];
  const isFew = (rows: number, of: number) => rows < of * (1 - (lostRows ?? 1));
  if (lostRows === null || was < LEAST_ROWS || !isFew(is, was)) return [];
  return [
    {
      check: 'lost-rows',
      detail: `it has ${counted(is, 'row')}, ${percent(1 - is / was)} fewer than the ${counted(was)} of ${before.date}`,
      agrees: async next => isFew(next.rows.kept, was) && !isFew(next.rows.kept, is),
    },
  ];
}

function lostFaults(figures: LostParents, before: Day, { gate, figures: days }: FaultTools): Fault[] {
  const { level, of, lost, example } = figures;
  const limit = gate.parents.find(parent => parent.level === level)?.lost ?? null;
  const isTooMany = (part: LostParents) => part.of >= LEAST_PARENTS && part.lost > part.of * (limit ?? 1);
  if (limit === null || !isTooMany(figures)) return [];
  return [
    {
      check: 'lost-parents',
      detail: `it lacks ${counted(lost)} of ${counted(of)} places of the kind "${level}" that are there on ${before.date}, as "${example}"`,
      agrees: async next =>
        (await days.pair(before.rows, next.rows)).lost.some(part => part.level === level && isTooMany(part)),
    },
  ];
}

function moveFaults(
  move: Move,
  { date }: Day,
  before: Day,
  { fall, rise }: Pick<GateLimits, 'fall' | 'rise'>,
  { gate, figures }: FaultTools,
): Fault[] {
  const { was, is } = move;
  if (fall !== null && fallShare(move, gate) > fall) {
    const agrees = async (next: Day) => {
      const then = await figures.value(next.rows, move);
      return then < was && then >= is * (1 - fall);
    };
    return [{ check: 'fall', detail: fallWords(move, before), fall: move, agrees }];
  }
  const days = daysBetween(before.date, date);
  if (rise !== null && riseFactor(move, gate) > rise ** days) {
    const agrees = async (next: Day) => (await figures.value(next.rows, move)) >= is * (1 - (fall ?? 0));
    const words = `${whatOf(move)} add up to ${counted(is)}, ${times(is / was)} times the ${counted(was)} of ${before.date}`;
    return [{ check: 'rise', detail: words, agrees }];
  }
  return [];
}

function fallWords(move: Move, before: Day): string {
  return `${whatOf(move)} add up to ${counted(move.is)}, ${counted(move.was - move.is)} fewer than on ${before.date}`;
}

/** `its confirmed` · `its deaths of the state "Ohio"`. */
export function whatOf({ level, name, count }: Pick<Move, 'level' | 'name' | 'count'>): string {
  return level === '' ? `its ${count}` : `its ${count} of the ${level} "${name}"`;
}

/** A share as a person reads it: `50 %`, `2.4 %`. */
export function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })} %`;
}

export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function times(factor: number): string {
  return factor.toLocaleString('en', { maximumSignificantDigits: 2 });
}
