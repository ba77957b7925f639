import { flag, listOf, mapOf, type Parser, shape, text } from '../../functions/contract/expect.ts';
import { fetchJson } from '../data/fetch-json.ts';

export const API = '/api/v1';

/** Where any program reads a receipt: its file is brotli, whatever the program accepts. */
export function receiptAddress(dataset: string, snapshot: string): string {
  return `${API}/datasets/${dataset}/receipt?snapshot=${snapshot}`;
}

/** What a reader wants to know of a path of the API. */
export interface ApiPath {
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly ApiParameter[];
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
}

interface Document {
  readonly paths: Readonly<Record<string, { readonly get: Omit<ApiPath, 'path'> }>>;
}

const parseDocument: Parser<Document> = shape<Document>({
  paths: mapOf(
    shape({
      get: shape({
        summary: text,
        parameters: listOf(shape<ApiParameter>({ name: text, in: text, required: flag, description: text })),
      }),
    }),
  ),
});

/** The paths of the API, as its OpenAPI document has them. Throws where the function does not answer. */
export async function readApi(): Promise<readonly ApiPath[]> {
  const { paths } = await fetchJson(`${API}/openapi.json`, parseDocument);
  return Object.entries(paths).map(([path, { get }]) => ({ path, ...get }));
}
