import type { DuckDBConnection } from '@duckdb/node-api';

/** What a statement ended with that was stopped because its time was up. */
export class OutOfTime extends Error {}

/** Runs a statement and interrupts it after so many seconds; throws {@link OutOfTime} then. */
export async function withinTime<T>(connection: DuckDBConnection, seconds: number, run: () => Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, seconds * 1000);
  try {
    return await run();
  } catch (cause) {
    throw late ? new OutOfTime(`stopped after ${seconds} seconds`, { cause }) : cause;
  } finally {
    clearTimeout(timer);
  }
}
