import type { Machine } from './machine.ts';
import { median } from './quantile.ts';
import { formatNumber, formatQuantity, type Row, verdictOf } from './row.ts';

/** The rows of one part of the benchmark. */
export interface Section {
  readonly part: string;
  readonly rows: readonly Row[];
}

const HEADERS = ['what', 'median', 'min – max', 'runs', 'budget', 'verdict'] as const;

/** All sections as one plain-text table, with numbers right-aligned and the name of each part above its rows. */
export function formatTable(sections: readonly Section[]): string {
  const cells = sections.flatMap(({ rows }) => rows.map(cellsOf));
  const widths = HEADERS.map((header, column) =>
    Math.max(header.length, ...cells.map(row => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        LEFT_ALIGNED.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const lines = [line(HEADERS), widths.map(width => '─'.repeat(width)).join('  ')];
  for (const { part, rows } of sections) lines.push(part, ...rows.map(row => line(cellsOf(row))));
  return lines.join('\n');
}

const LEFT_ALIGNED: ReadonlySet<number> = new Set([0, 5]);

function cellsOf(row: Row): string[] {
  const { samples, unit, budget, note } = row;
  const show = (value: number) => formatQuantity(value, unit);
  const [least, most] = [Math.min(...samples), Math.max(...samples)].map(value => formatNumber(value, unit));
  return [
    `  ${row.label}${note === undefined ? '' : ` (${note})`}`,
    samples.length === 0 ? '' : show(median(samples)),
    samples.length < 2 || least === most ? '' : `${least} – ${most}`,
    samples.length === 0 ? '' : String(samples.length),
    budget === null ? '' : `≤ ${show(budget)}`,
    verdictOf(row),
  ];
}

/** The output of `--json`: every row with all its samples, in base units. */
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
