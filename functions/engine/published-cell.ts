import type { ColumnType } from '../contract/table.ts';

/** SQL for a value as tables publish it: numbers as DOUBLE, dates and timestamps as ISO 8601 text, all else as it is. */
export function publishedCell(type: ColumnType, value: string): string {
  switch (type) {
    case 'integer':
    case 'decimal':
      return `(${value})::DOUBLE`;
    case 'date':
      return `(${value})::VARCHAR`;
    case 'timestamp':
      return `replace((${value})::VARCHAR, ' ', 'T')`;
    case 'boolean':
    case 'text':
      return value;
  }
}
