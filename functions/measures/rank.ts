import type { Maybe } from '../contract/changes.ts';

export interface Ranked<T> {
  /** 1 for the largest; ties share one and the next rank counts them all (1, 2, 2, 4). */
  readonly rank: number;
  readonly value: number;
  readonly item: T;
}

/** The `limit` largest values, largest first, ties by name and then by id. Items without a value are left out. */
export function rank<T extends { readonly name: string; readonly id: string }>(
  items: readonly T[],
  measure: (item: T) => Maybe,
  limit: number,
): Ranked<T>[] {
  const values = items.map(measure);
  const least = limit < items.length ? nthLargest(values, limit) : -Infinity;
  const known: { value: number; item: T }[] = [];
  for (const [index, item] of items.entries()) {
    const value = values[index] ?? null;
    if (value !== null && value >= least) known.push({ value, item });
  }
  known.sort((a, b) => b.value - a.value || order(a.item.name, b.item.name) || order(a.item.id, b.item.id));
  let rankNow = 0;
  return known.slice(0, limit).map(({ value, item }, index) => {
    if (known[index - 1]?.value !== value) rankNow = index + 1;
    return { rank: rankNow, value, item };
  });
}

/** The n-th largest of the values, so that finding the top ten does not sort thousands; -Infinity where there are fewer. */
function nthLargest(values: readonly Maybe[], n: number): number {
  const largest: number[] = [];
  for (const value of values) {
    const isFull = largest.length === n;
    if (value === null || (isFull && value <= (largest.at(-1) ?? Infinity))) continue;
    let at = isFull ? n - 1 : largest.length;
    for (; at > 0 && (largest[at - 1] ?? Infinity) < value; at -= 1) largest[at] = largest[at - 1] ?? 0;
    largest[at] = value;
  }
  return largest.length < n ? -Infinity : (largest.at(-1) ?? Infinity);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
