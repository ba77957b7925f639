import type { DuckDBConnection } from '@duckdb/node-api';

/** A few connections for statements that run side by side. Each has temporary tables of its own. */
export interface Lanes {
  readonly count: number;
  /** Runs work on one of the connections, as soon as one is free. */
  run<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

export function createLanes(connections: readonly DuckDBConnection[]): Lanes {
  const free = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const run: Lanes['run'] = async work => {
    const connection = free.pop() ?? (await new Promise<DuckDBConnection>(resolve => waiting.push(resolve)));
    try {
      return await work(connection);
    } finally {
      // Handed over directly, so that no later task can take it.
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
    }
  };
  return { count: connections.length, run };
}
