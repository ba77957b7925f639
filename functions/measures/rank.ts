import type { Maybe } from '../contract/changes.ts';

export interface Ranked<T> {
  /** 1 for the largest; ties share one and the next rank counts them all (1, 2, 2, 4). */
  readonly rank: number;
  readonly value: number;
  readonly item: T;
}

/** The `limit` largest values, largest first, ties by name and then by id. What has no value has no rank. */
export function rank<T extends { readonly name: string; readonly id: string }>(
  items: readonly T[],
  measure: (item: T) => Maybe,
  limit: number,
): Ranked<T>[] {
  const known: { value: number; item: T }[] = [];
  for (const item of items) {
    const value = measure(item);
    if (value !== null) known.push({ value, item });
  }
  known.sort((a, b) => b.value - a.value || order(a.item.name, b.item.name) || order(a.item.id, b.item.id));
  let rankNow = 0;
  return known.slice(0, limit).map(({ value, item }, index) => {
    if (known[index - 1]?.value !== value) rankNow = index + 1;
    return { rank: rankNow, value, item };
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
