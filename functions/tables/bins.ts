import type { TableColumn } from '../contract/table.ts';
import { bound, joined, nameOf, type Sql, sql, written } from './sql.ts';

/** The bins of a column's histogram: equal for every filter, so that counts can be compared. */
export interface Bins {
  readonly edges: readonly (string | number)[];
  /** Which one a value lies in, from 0; NULL for none. */
  readonly index: Sql;
}

/** Those of the profile; null for a column without a histogram. */
export function binsOf({ name, type, profile }: TableColumn): Bins | null {
  if (profile.histogram === null) return null;
  const { edges } = profile.histogram;
  const cell = nameOf(name);
  // Compared with each edge: dividing by the width would put a value that is an edge into either bin.
  const below = edges.slice(1, -1).map((edge, index) => {
    const upper = bound(edge, type === 'integer' ? 'decimal' : type);
    return sql`WHEN ${cell} < ${upper} THEN ${written(String(index))}`;
  });
  const last = written(String(edges.length - 2));
  return { edges, index: sql`CASE WHEN ${cell} IS NULL THEN NULL ${joined(below, ' ')} ELSE ${last} END` };
}
