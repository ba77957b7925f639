import {
  added,
  contentId,
  datasetId,
  day,
  listOf,
  moment,
  nullable,
  oneOf,
  type Parser,
  shape,
  text,
} from './expect.ts';

/** `data/index.json`: the data sets of a site, by id; rebuilt from the pointers after each publish. */
export interface IndexFile {
  readonly schema: 'index/1';
  readonly datasets: readonly IndexEntry[];
}

export interface IndexEntry {
  readonly id: string;
  readonly kind: 'region-series';
  readonly title: string;
  /** What a reader must know before believing the numbers, or null: "simulated sample". */
  readonly notice: string | null;
  readonly snapshot: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly publishedAt: string;
  /** Ids in the snapshot's order: a page asks for the shapes of the first one before it knows the snapshot. */
  readonly maps: readonly string[];
}

export const parseIndexEntry = shape<IndexEntry>({
  id: datasetId,
  kind: oneOf('region-series'),
  title: text,
  notice: nullable(text),
  snapshot: contentId,
  firstDate: day,
  lastDate: day,
  publishedAt: moment,
  maps: added(listOf(text), []),
});

const parseFields = shape<IndexFile>({ schema: oneOf('index/1'), datasets: listOf(parseIndexEntry) });

export const parseIndexFile: Parser<IndexFile> = (value, where) => parseFields(value, where);

export const INDEX_EXAMPLE: IndexFile = {
  schema: 'index/1',
  datasets: [
    {
      id: 'covid',
      kind: 'region-series',
      title: 'COVID-19',
      notice: null,
      snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
      firstDate: '2020-01-22',
      lastDate: '2020-06-30',
      publishedAt: '2020-07-01T05:02:11.000Z',
      maps: ['us-counties', 'us-states'],
    },
  ],
};
