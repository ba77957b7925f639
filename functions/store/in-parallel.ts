/** Maps items with at most `atOnce` calls at a time; results are in the order of the items. The first failure ends it. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    try {
      await worker();
    } catch (error) {
      next = items.length;
      throw error;
    }
  });
  const ended = await Promise.allSettled(workers);
  // Waits for calls in flight, so that nothing continues after this function has thrown.
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return results;
}
