import { Problem } from '../../contract/problem.ts';
import type { Snapshot } from '../../contract/snapshot.ts';

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** The days asked for that the snapshot has: what reaches beyond its data is cut off, and nothing left is an error. */
export function findWindow(snapshot: Snapshot, from: string | null, to: string | null): Window {
  const { firstDate, lastDate } = snapshot;
  if (from !== null && to !== null && from > to) {
    throw new Problem('bad-parameter', `"from" must not be after "to"; found ${from} and ${to}`);
  }
  if ((from ?? firstDate) > lastDate || (to ?? lastDate) < firstDate) {
    const asked = from !== null && from > lastDate ? `"from" is ${from}` : `"to" is ${to}`;
    throw new Problem('bad-parameter', `the days must meet the data, ${firstDate} to ${lastDate}; ${asked}`);
  }
  return { from: later(from, firstDate), to: earlier(to, lastDate) };
}

function later(day: string | null, bound: string): string {
  return day !== null && day > bound ? day : bound;
}

function earlier(day: string | null, bound: string): string {
  return day !== null && day < bound ? day : bound;
}
