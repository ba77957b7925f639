import { parseIndexFile } from '../contract/index-file.ts';
import { blobKey, CATALOG_KEY, INDEX_KEY, packageKey } from '../contract/keys.ts';
import type { SiteFile } from '../contract/site-file.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Store } from '../store/store.ts';
import { readSnapshot } from './documents.ts';
import { publishPages, readSite } from './pages.ts';
import { jsonBytes, parseJson } from './pointer.ts';
import { settleObject } from './replace-object.ts';

/** Publishes the catalog of all data sets, then the pages, the first of which holds it too. */
export async function publishCatalog(site: Store): Promise<void> {
  await settleObject(CATALOG_KEY, site, async () => {
    const index = await site.get(INDEX_KEY);
    const listed = index === undefined ? [] : parseIndexFile(parseJson(await index.bytes(), INDEX_KEY), '').datasets;
    const read = async ({ id, snapshot, publishedAt }: (typeof listed)[number]) => {
      return { snapshot: await readSnapshot(id, snapshot, site), publishedAt };
    };
    return jsonBytes(catalogOf(await readSite(site), await Promise.all(listed.map(read))));
  });
  await publishPages(site);
}

interface LiveDataset {
  readonly snapshot: Snapshot;
  readonly publishedAt: string;
}

const CONTEXT = {
  '@vocab': 'https://schema.org/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * A catalog as JSON-LD in two vocabularies at once: that of schema.org, which search engines read, and DCAT, which data
 * portals harvest. Addresses are relative, because nothing that is published knows its host.
 */
export function catalogOf({ title, tagline }: SiteFile, datasets: readonly LiveDataset[]): object {
  const described = tagline ?? `The data sets of ${title}.`;
  return {
    '@context': CONTEXT,
    '@id': '/',
    '@type': ['DataCatalog', 'dcat:Catalog'],
    ...named(title, described),
    url: '/',
    'dct:publisher': { '@id': '/#publisher', '@type': ['Organization', 'foaf:Agent'], name: title, 'foaf:name': title },
    dataset: datasets.map(datasetOf),
    'dcat:dataset': datasets.map(({ snapshot: { dataset } }) => reference(`/${dataset}`)),
  };
}

function datasetOf({ snapshot, publishedAt }: LiveDataset) {
  const { dataset, title, description, source, measures } = snapshot;
  const files = distributionsOf(snapshot);
  return {
    '@id': `/${dataset}`,
    '@type': ['Dataset', 'dcat:Dataset'],
    ...named(title, description === '' ? sizeOf(snapshot) : description),
    ...{
      identifier: dataset,
      'dct:identifier': dataset,
      url: `/${dataset}`,
      'dcat:landingPage': reference(`/${dataset}`),
    },
    ...{ dateModified: publishedAt, 'dct:modified': { '@value': publishedAt, '@type': 'xsd:dateTime' } },
    isAccessibleForFree: true,
    ...licenseOf(snapshot),
    ...(source === null ? {} : { isBasedOn: source.url, 'dct:source': reference(source.url) }),
    ...temporalOf(snapshot),
    ...(measures.length === 0 ? {} : { variableMeasured: measures.map(measure => measure.title) }),
    distribution: files,
    'dcat:distribution': files.map(file => reference(file['@id'])),
  };
}

function named(title: string, description: string) {
  return { name: title, 'dct:title': title, description, 'dct:description': description };
}

function reference(address: string) {
  return { '@id': address };
}

function sizeOf({ title, tables, maps }: Snapshot): string {
  const parts = [
    ...tables.map(({ title, rows, columns }) => `${title}: ${rows} rows, ${columns} columns`),
    ...maps.map(({ title, regionCount }) => `${title}: ${regionCount} places`),
  ];
  return parts.length === 0 ? title : `${parts.join('; ')}.`;
}

function licenseOf({ licence }: Snapshot) {
  return licence === null ? {} : { license: licence.url, 'dct:license': reference(licence.url) };
}

/** XML Schema's type of a period, by the form of its text; a quarter has none. */
const PERIOD_TYPES = [
  [/^\d{4}-\d\d-\d\d$/, 'xsd:date'],
  [/^\d{4}-\d\d$/, 'xsd:gYearMonth'],
  [/^\d{4}$/, 'xsd:gYear'],
] as const;

function temporalOf({ firstDate, lastDate }: Snapshot) {
  const [, type] = PERIOD_TYPES.find(([form]) => form.test(firstDate)) ?? [];
  if (type === undefined) return {};
  const period = {
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': { '@value': firstDate, '@type': type },
    'dcat:endDate': { '@value': lastDate, '@type': type },
  };
  return { temporalCoverage: `${firstDate}/${lastDate}`, 'dct:temporal': period };
}

function distributionsOf(snapshot: Snapshot) {
  const { dataset, tables } = snapshot;
  const rows = tables.flatMap(({ title, parts }) =>
    parts.map(({ id, bytes }, index) => ({
      ...fileOf(`/${blobKey(dataset, id, 'parquet')}`, 'application/vnd.apache.parquet', snapshot),
      ...{ name: parts.length === 1 ? title : `${title}, part ${index + 1}`, contentSize: `${bytes} B` },
      'dcat:byteSize': { '@value': String(bytes), '@type': 'xsd:nonNegativeInteger' },
    })),
  );
  const description = fileOf(`/${packageKey(dataset)}`, 'application/json', snapshot);
  return [...rows, { ...description, name: 'Data Package' }];
}

function fileOf(address: string, type: string, snapshot: Snapshot) {
  return {
    '@id': address,
    '@type': ['DataDownload', 'dcat:Distribution'],
    ...{ contentUrl: address, encodingFormat: type },
    ...{ 'dcat:accessURL': reference(address), 'dcat:downloadURL': reference(address) },
    'dcat:mediaType': reference(`https://www.iana.org/assignments/media-types/${type}`),
    ...licenseOf(snapshot),
  };
}
