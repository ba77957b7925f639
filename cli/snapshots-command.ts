import { readReceipt, readSnapshot } from '../functions/publish/documents.ts';
import { readKeptSnapshots, type SnapshotLife } from '../functions/snapshots/kept-snapshots.ts';
import type { Store } from '../functions/store/store.ts';
import { type Command, numberOption } from './command.ts';
import { plural } from './describe-result.ts';
import { publishedDatasets, resolveDataset } from './resolve-dataset.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';

const SHOWN = 20;

export const snapshotsCommand: Command = {
  name: 'snapshots',
  summary: 'Lists the kept snapshots, the most recently live first.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    last: { value: 'N', summary: `how many per data set (${SHOWN})` },
    json: { summary: 'print them as JSON' },
    help: { summary: 'show this help' },
  },
  notes: ['Each has its own address: /<data set>@<snapshot>/map. "seecovid rollback" shows one to all visitors.'],
  async run(args) {
    const { site } = await resolveTarget(args);
    const [named] = args.positionals;
    const datasets = named === undefined ? await publishedDatasets(site) : [await resolveDataset(named, site)];
    const last = numberOption(args, 'last') ?? SHOWN;
    const lists = await Promise.all(datasets.map(dataset => listSnapshots(dataset, last, site)));
    if (args.values.json === true) console.log(JSON.stringify({ datasets: lists }, null, 2));
    else console.log(lists.length === 0 ? 'Nothing is published yet.' : lists.map(describeList).join('\n'));
    return 0;
  },
};

interface SnapshotList {
  readonly dataset: string;
  /** The number of kept snapshots, listed or not. */
  readonly kept: number;
  readonly snapshots: readonly ListedSnapshot[];
}

interface ListedSnapshot extends SnapshotLife {
  readonly firstDate: string;
  readonly lastDate: string;
  /** The number of uploads in it. */
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
    `${dataset}: ${plural(kept, 'snapshot')} kept`,
    ...snapshots.map(describeSnapshot),
    ...(more > 0 ? [`  … and ${more} more; see --last`] : []),
  ].join('\n');
}

function describeSnapshot(snapshot: ListedSnapshot): string {
  const { id, firstDate, lastDate, uploads } = snapshot;
  return `  ${id}  ${firstDate} to ${lastDate}, ${plural(uploads, 'upload')}, ${describeLife(snapshot)}`;
}

function describeLife({ live, newest, pinned, publishedAt, replacedAt }: SnapshotLife): string {
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
