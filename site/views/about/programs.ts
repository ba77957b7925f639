import { blobKey, pointerKey, receiptKey, snapshotKey } from '../../../functions/contract/keys.ts';
import { flag, list, type Output, object, parserOf, record, text } from '../../../functions/contract/schema.ts';
import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { isExported } from '../../data/ask-api.ts';
import { fetchJson } from '../../data/fetch-json.ts';
import type { Published } from '../../data/published.ts';
import { plainTable } from './plain-table.ts';
import type { AboutSection } from './section.ts';

/** Where a program finds the same numbers. */
export function programsSection({ id, snapshot }: Published): AboutSection {
  if (isExported()) return filesSection({ id, snapshot });
  const { dataset, maps, measures, tables } = snapshot;
  const [table] = tables;
  const described = `${API}/datasets/${dataset}`;
  const [map, measure] = [maps[0]?.id, measures[0]?.id];
  const ranking = `${described}/ranking?map=${map}&measure=${measure}&format=csv`;
  const addresses: readonly (readonly [string, string])[] = [
    [`${API}/openapi.json`, 'The API, described for programs (OpenAPI 3.1).'],
    [described, 'What there is: periods, measures, maps and tables.'],
    ...(map === undefined || measure === undefined ? [] : [[ranking, 'An example: a ranking as CSV.'] as const]),
    ...(table === undefined
      ? []
      : [[`${described}/tables/${table.id}/rows`, 'The rows of the table, and how to filter them.'] as const]),
    [receiptAddress(snapshot, id), 'The receipt of this version.'],
    [`/${pointerKey(dataset)}`, 'Which version is the newest. It is a file, so no program has to run for it.'],
    [`/${snapshotKey(dataset, id)}`, 'This version, with the names of its files.'],
  ];
  return {
    id: 'programs',
    title: 'For programs',
    blocks: [
      'Everything on this page comes from published files and from an API that answers questions about them. Both are open to everyone, without a key.',
      {
        notes: addresses.map(([url, text]) => ({ title: [{ link: url, url }], text: [text] })),
        className: 'about-addresses',
      },
      'On the map and the curves, “Code” gives the call for what is shown in curl, JavaScript, Python and R.',
      'CSV files have decimal points and the same bytes for everyone. If your spreadsheet writes decimals with a comma, import such a file with its language set to English (United States); opened by a double click, 861.964 would become 861,964.',
      { node: apiPart() },
    ],
  };
}

/** The files alone, where there is no API. */
function filesSection({ id, snapshot }: Pick<Published, 'id' | 'snapshot'>): AboutSection {
  const { dataset, tables } = snapshot;
  const addresses: readonly (readonly [string, string])[] = [
    [`/${pointerKey(dataset)}`, 'Which version this is, and when it was published.'],
    [`/${snapshotKey(dataset, id)}`, 'This version, with the names of its files.'],
    [receiptAddress(snapshot, id), 'The receipt of this version.'],
    ...tables.flatMap(({ title, parts }) =>
      parts.map((part): [string, string] => [`/${blobKey(dataset, part.id, 'parquet')}`, `${title}: rows as Parquet.`]),
    ),
  ];
  return {
    id: 'programs',
    title: 'For programs',
    blocks: [
      'This is a copy of a site, made of files alone: there is no API that answers questions.',
      {
        notes: addresses.map(([url, text]) => ({ title: [{ link: url, url }], text: [text] })),
        className: 'about-addresses',
      },
    ],
  };
}

/** Every path of the API with its parameters; read when it is asked for, as a function answers it. */
function apiPart(): HTMLElement {
  const content = element('div', { className: 'about-api' });
  const details = element(
    'details',
    { className: 'about-fold' },
    element('summary', {}, 'Everything the API answers'),
    content,
  );
  const load = async () => {
    content.replaceChildren(element('p', { role: 'status' }, 'Asking the API…'));
    try {
      content.replaceChildren(...(await readApi()).map(pathPart));
    } catch {
      const again = element('button', { type: 'button', className: 'quiet' }, 'Ask again');
      again.addEventListener('click', load);
      content.replaceChildren(element('p', { role: 'status' }, 'The API does not answer now.'), again);
    }
  };
  details.addEventListener('toggle', load, { once: true });
  return details;
}

function pathPart({ path, summary, parameters }: ApiPath): HTMLElement {
  const asked = parameters.filter(parameter => parameter.in !== 'header');
  return element(
    'section',
    {},
    element('h3', {}, element('code', {}, `${API}${path}`)),
    summary,
    ...(asked.length === 0 ? [] : [parameterTable(path, asked)]),
  );
}

function parameterTable(path: string, parameters: readonly ApiParameter[]): HTMLElement {
  return plainTable({
    title: `What ${path} takes`,
    columns: ['Parameter', 'Meaning'],
    rows: parameters.map(({ name, required, description }) => [
      name,
      required ? `${description} Must be given.` : description,
    ]),
  });
}

const API = '/api/v1';

/** Where a program can read a receipt: its published file is always brotli, except in an exported site. */
export function receiptAddress({ dataset, receipt }: Pick<Snapshot, 'dataset' | 'receipt'>, snapshot: string): string {
  if (isExported()) return `/${receiptKey(dataset, receipt)}`;
  return `${API}/datasets/${dataset}/receipt?snapshot=${snapshot}`;
}

/** What a reader wants to know about a path of the API. */
type ApiPath = Output<typeof operation> & { readonly path: string };
type ApiParameter = ApiPath['parameters'][number];

const operation = object({
  summary: text,
  parameters: list(object({ name: text, in: text, required: flag, description: text })),
});

const parseDocument = parserOf(object({ paths: record(object({ get: operation })) }));

/** The paths of the API, as its OpenAPI document has them. Throws where the function does not answer. */
async function readApi(): Promise<readonly ApiPath[]> {
  const { paths } = await fetchJson(`${API}/openapi.json`, parseDocument);
  return Object.entries(paths).map(([path, { get }]) => ({ path, ...get }));
}
