import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { dateWords } from '../text/date-words.ts';

/** Where a version of a data set can be seen for as long as it is kept: `/covid@<snapshot>/map`. */
export function permanentPath(dataset: string, snapshotId: string): string {
  return `/${dataset}@${snapshotId}/map`;
}

/** How to name these numbers in a text: source, days, licence, version and permanent address. */
export function citation(snapshot: Snapshot, snapshotId: string, origin: string): string {
  const { dataset, title, source, licence, firstDate, lastDate } = snapshot;
  return [
    `${source.name}: ${title}, ${dateWords(firstDate)} to ${dateWords(lastDate)}.`,
    `Licence: ${licence.name}.`,
    `As published by See COVID, version ${snapshotId},`,
    `${origin}${permanentPath(dataset, snapshotId)}`,
  ].join(' ');
}
