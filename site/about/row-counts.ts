import type { Input, RowCounts } from '../../functions/contract/receipt.ts';

/** The rows of all uploads of a receipt together. */
export function rowCounts(inputs: readonly Pick<Input, 'rows'>[]): RowCounts {
  const sum = (of: keyof RowCounts) => inputs.reduce((total, { rows }) => total + rows[of], 0);
  return {
    read: sum('read'),
    kept: sum('kept'),
    moved: sum('moved'),
    merged: sum('merged'),
    dropped: sum('dropped'),
    unmatched: sum('unmatched'),
    rejected: sum('rejected'),
  };
}
