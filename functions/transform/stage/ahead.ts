/** Makes something of each item, in order, and is one item ahead of whoever takes them. */
export async function* ahead<T, U>(items: Iterable<T>, make: (item: T) => Promise<U>): AsyncGenerator<U> {
  let next: Promise<U> | undefined;
  for (const item of items) {
    const current = next;
    next = make(item);
    // It is waited for a turn later; until then its failure is nobody's.
    next.catch(() => {});
    if (current !== undefined) yield await current;
  }
  if (next !== undefined) yield await next;
}
