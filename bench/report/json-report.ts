import type { Section } from './format-table.ts';
import type { Machine } from './machine.ts';
import { median } from './quantile.ts';
import { verdictOf } from './row.ts';

/** What `--json` writes: every row with all its runs, in base units. */
export function jsonReport(machine: Machine, data: string, sections: readonly Section[]) {
  return {
    machine,
    data,
    rows: sections.flatMap(({ part, rows }) =>
      rows.map(row => ({
        part,
        ...row,
        median: row.samples.length === 0 ? null : median(row.samples),
        verdict: verdictOf(row),
      })),
    ),
  };
}
