import { blobKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { KB, type Row } from '../report/row.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';
import { publishedFiles } from '../workbench/published-files.ts';
import type { Part } from '../workbench/workbench.ts';

const MAP = 'us-counties';
const MEASURE = 'confirmed';
const MAX_FRAME_BYTES = 160 * KB;

/** The stored bytes that a visitor of the county map downloads. */
export const frames: Part = {
  name: 'frames',
  async measure(bench) {
    const out = await bench.published();
    const { id, snapshot, maps } = await readLiveSnapshot(out);
    const files = await publishedFiles(out);
    const map = snapshot.maps.find(map => map.id === MAP);
    const pieces = maps.get(MAP)?.frames[MEASURE] ?? [];
    if (map === undefined) throw new Error(`the snapshot has no map "${MAP}"`);
    const stored = (label: string, keys: readonly string[], rest: Partial<Row> = {}): Row => {
      const bytes = keys.reduce((sum, key) => sum + (files.get(key)?.bytes ?? Number.NaN), 0);
      return { label, samples: [bytes], unit: 'kB', budget: null, ...rest };
    };
    const blobs = (...ids: readonly string[]) => ids.map(id => blobKey(snapshot.dataset, id));
    return [
      stored(`exact frames of ${MEASURE}, ${MAP}`, blobs(...pieces.map(({ blob }) => blob)), {
        budget: MAX_FRAME_BYTES,
        note: `${map.firstDate} to ${map.lastDate}, ${pieces.length} months`,
      }),
      stored(`latest, ${MAP}`, blobs(map.latest)),
      stored(`regions, ${MAP}`, blobs(map.regions)),
      stored(`map index, ${MAP}`, blobs(map.index)),
      stored('snapshot', [snapshotKey(snapshot.dataset, id)]),
      stored('receipt', [receiptKey(snapshot.dataset, snapshot.receipt)]),
    ];
  },
};
