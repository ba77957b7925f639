import type { MeasureDescription } from '../../functions/contract/snapshot.ts';

/**
 * Whether a total can truly only grow, so that a day on which it falls is a correction. Active cases fall whenever more
 * people recover or die than fall ill.
 */
export function isCumulative({ id }: Pick<MeasureDescription, 'id'>): boolean {
  return id !== 'active';
}
