import { counted } from '../assemble/counted.ts';
import { type Day, type Fault, type FaultTools, fallShare, whatOf } from './find-faults.ts';
import type { GateLimits } from './gate-limits.ts';
import type { Move } from './measure-pairs.ts';

/** The days around one that may be a spike: two before it, it, the one that falls after it, and the one after that. */
export interface SpikeDays {
  readonly earlier: Day | undefined;
  readonly before: Day;
  readonly spike: Day;
  readonly after: Day;
  readonly later: Day | undefined;
}

/**
 * Tells a day that stands out from a fall: where the day after it falls, and yet not below the day before it, one of the
 * two is wrong. The report of a later day decides; until there is one, the report that lies farther from the growth of
 * the days before. Gives a sentence, or undefined where it is the fall that must explain itself.
 */
export async function spikeWords(
  days: SpikeDays,
  faults: readonly Fault[],
  { gate, figures }: FaultTools,
): Promise<string | undefined> {
  const falls = faults.flatMap(({ fall }) => fall ?? []);
  // Rows that the jump brought are lost again with it.
  const rowsAgain = days.after.rows.kept >= days.before.rows.kept * (1 - (gate.lostRows ?? 0));
  const others = faults.filter(({ check, fall }) => fall === undefined && !(check === 'lost-rows' && rowsAgain));
  if (falls.length === 0 || others.length > 0) return undefined;
  // Where the whole report fell, one of its many parents may have fallen a little by itself.
  const wholeFell = falls.some(({ level }) => level === '');
  for (const fall of falls) {
    const was = await figures.value(days.before.rows, fall);
    if (fall.is < was && (!wholeFell || isFall({ ...fall, was }, gate))) return undefined;
    if (days.later !== undefined) {
      if ((await figures.value(days.later.rows, fall)) >= fall.was) return undefined;
      continue;
    }
    const earlier = days.earlier === undefined ? was : await figures.value(days.earlier.rows, fall);
    const growth = earlier > 0 ? was / earlier : 1;
    if (Math.abs(fall.was - was * growth) <= Math.abs(fall.is - was * growth ** 2)) return undefined;
  }
  const [fall] = falls;
  if (fall === undefined) return undefined;
  const was = await figures.value(days.before.rows, fall);
  const between = `between ${counted(was)} on ${days.before.date} and ${counted(fall.is)} on ${days.after.date}`;
  return `${whatOf(fall)} add up to ${counted(fall.was)}, ${between}: a jump that the next day's report takes back`;
}

function isFall(move: Move, gate: GateLimits): boolean {
  const limit = move.level === '' ? 0 : gate.parents.find(({ level }) => level === move.level)?.fall;
  return fallShare(move, gate) > (limit ?? 0);
}
