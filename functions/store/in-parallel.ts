/** Does something with each item, so many at a time, and gives what came of it in their order. The first failure ends it. */
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
  // What is under way is waited for: nothing of it goes on behind the caller's back.
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return results;
}
