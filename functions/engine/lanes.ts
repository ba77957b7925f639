import type { DuckDBConnection } from '@duckdb/node-api';

/** Runs work on one of a few connections, as soon as one is free. Each has temporary tables of its own. */
export type Lanes = <T>(work: (connection: DuckDBConnection) => Promise<T>) => Promise<T>;

/** How many lanes there are, each with a thread of its own. */
export const LANES = 2;

export function createLanes(connections: readonly DuckDBConnection[]): Lanes {
  const free = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  return async work => {
    const connection = free.pop() ?? (await new Promise<DuckDBConnection>(resolve => waiting.push(resolve)));
    try {
      return await work(connection);
    } finally {
      // Handed on, not given back: nobody who comes between can take it.
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
    }
  };
}
