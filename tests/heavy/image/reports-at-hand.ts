import { join } from 'node:path';
import { DiskStore } from '../../../functions/store/disk-store.ts';
import type { Store } from '../../../functions/store/store.ts';
import { writeSample } from '../../../local/sample/write-sample.ts';
import { reportName } from '../../build/report-csv.ts';
import { realReports } from '../../real-reports.ts';

export interface ReportsAtHand {
  /** For a title. */
  readonly says: string;
  readonly store: Store;
  /** What the keys in the store begin with. */
  readonly prefix: string;
  /** The name of the report of the last day. */
  readonly last: string;
}

/** The real reports, which lie beside the project; where they do not, a simulated sample that is written into a folder. */
export async function reportsAtHand(folder: string): Promise<ReportsAtHand> {
  const real = realReports();
  if (real !== null) {
    const store = new DiskStore({ root: join(real, '..') });
    return { says: 'real', store, prefix: 'jhu/', last: reportName('2020-06-30') };
  }
  console.log('SKIPPED: the real reports are not at hand; the simulated sample stands in.');
  const { lastDate } = await writeSample(folder);
  return { says: 'simulated', store: new DiskStore({ root: folder }), prefix: 'covid/', last: reportName(lastDate) };
}
