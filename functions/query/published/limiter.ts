/** Runs tasks as they come, but never more than `atOnce` together; the others wait their turn. */
export function createLimiter(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async task => {
    if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // A place is handed on, not given back: nobody who comes between can take it.
      if (next) next();
      else running -= 1;
    }
  };
}
