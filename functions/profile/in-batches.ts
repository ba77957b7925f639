/** What `work` gives for all items, a few at a time. @param size at least one, whatever it is */
export async function inBatches<T, R>(
  items: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const step = Math.max(1, Math.min(MAX_COLUMNS, Math.floor(size)));
  const results: R[] = [];
  for (let from = 0; from < items.length; from += step) results.push(...(await work(items.slice(from, from + step))));
  return results;
}

/** Of one statement: the engine takes longer than in proportion to bind more. */
const MAX_COLUMNS = 50;
