/** Row groups are whole vectors of the engine. */
const VECTOR_ROWS = 2048;
const GROUP_CELLS = 2_000_000;

/** How many rows of a Parquet file are written together: fewer of wide tables, as the engine holds a group in memory. */
export function rowGroupOf(columns: number, most: number): number {
  const vectors = Math.floor(Math.min(most, GROUP_CELLS / columns) / VECTOR_ROWS);
  return Math.max(1, vectors) * VECTOR_ROWS;
}
