import { readReceipt, readSnapshot } from '../functions/publish/documents.ts';
import { readKeptSnapshots, type SnapshotLife } from '../functions/snapshots/kept-snapshots.ts';
import type { Store } from '../functions/store/store.ts';
import { type Command, numberOption } from './command.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { publishedDatasets, wantedDataset } from './wanted-dataset.ts';

const SHOWN = 20;

export const snapshotsCommand: Command = {
  name: 'snapshots',
  says: 'Lists the snapshots that are kept, those shown last first.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    last: { value: 'N', says: `how many of each data set (${SHOWN})` },
    json: { says: 'print them as JSON' },
    help: { says: 'print this' },
  },
  notes: ['Each has an address of its own: /<data set>@<snapshot>/map. "seecovid rollback" shows one to all visitors.'],
  async run(given) {
    const { site } = await targetOf(given);
    const [named] = given.positionals;
    const datasets = named === undefined ? await publishedDatasets(site) : [await wantedDataset(named, site)];
    const last = numberOption(given, 'last') ?? SHOWN;
    const lists = await Promise.all(datasets.map(dataset => listSnapshots(dataset, last, site)));
    if (given.values.json === true) console.log(JSON.stringify({ datasets: lists }, null, 2));
    else console.log(lists.length === 0 ? 'Nothing is published yet.' : lists.map(describeList).join('\n'));
    return 0;
  },
};

interface SnapshotList {
  readonly dataset: string;
  /** How many are kept in all. */
  readonly kept: number;
  readonly snapshots: readonly ListedSnapshot[];
}

interface ListedSnapshot extends SnapshotLife {
  readonly firstDate: string;
  readonly lastDate: string;
  /** How many uploads are in it. */
  readonly uploads: number;
}

async function listSnapshots(dataset: string, last: number, site: Store): Promise<SnapshotList> {
  const { lives } = await readKeptSnapshots(dataset, site);
  const snapshots: ListedSnapshot[] = [];
  for (const life of lives.slice(0, last)) {
    const { firstDate, lastDate, receipt } = await readSnapshot(dataset, life.id, site);
    const { inputs } = await readReceipt(dataset, receipt, site);
    snapshots.push({ ...life, firstDate, lastDate, uploads: inputs.filter(({ sha256 }) => sha256 !== null).length });
  }
  return { dataset, kept: lives.length, snapshots };
}

function describeList({ dataset, kept, snapshots }: SnapshotList): string {
  const more = kept - snapshots.length;
  return [
    `${dataset}: ${kept} snapshot${kept === 1 ? ' is' : 's are'} kept`,
    ...snapshots.map(describeSnapshot),
    ...(more > 0 ? [`  … and ${more} more; see --last`] : []),
  ].join('\n');
}

function describeSnapshot(snapshot: ListedSnapshot): string {
  const { id, firstDate, lastDate, uploads } = snapshot;
  return `  ${id}  ${firstDate} to ${lastDate}, ${uploads} upload${uploads === 1 ? '' : 's'}, ${lifeWords(snapshot)}`;
}

function lifeWords({ live, newest, pinned, publishedAt, replacedAt }: SnapshotLife): string {
  const since = publishedAt === null ? '' : ` since ${minuteOf(publishedAt)}`;
  if (live) return `live${since}${pinned ? ', pinned' : ''}${newest ? '' : ', not the newest'}`;
  if (newest) return 'the newest, not live while another is pinned';
  if (publishedAt === null) return 'not known to have been live';
  return `was live ${minuteOf(publishedAt)}${replacedAt === null ? '' : ` to ${minuteOf(replacedAt)}`}`;
}

/** `2020-07-01T05:02:11.000Z` → `2020-07-01 05:02 UTC`. */
function minuteOf(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
