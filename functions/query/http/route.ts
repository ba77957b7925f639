import type { CsvTable } from '../../contract/csv.ts';
import type { ParameterTable, Values } from '../parameters/parameter.ts';
import { parseParameters } from '../parameters/parse-query.ts';
import type { PublishedReader } from '../published/published.ts';

export type Format = 'json' | 'csv';

/** One path of the API: its documentation, and how a query of it is answered. */
export interface Route {
  /** After `/api/v1`, in the notation of OpenAPI: `/datasets/{dataset}/series`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: ParameterTable;
  ask(published: PublishedReader, dataset: string, query: URLSearchParams): Promise<Asked>;
}

/** A query understood and not yet answered: as much as caches and validators need. */
export interface Asked {
  /** What the answer is made from, by the name of its version; null where it must not be kept. */
  readonly version: string | null;
  /** Can this answer never change? */
  readonly lasting: boolean;
  readonly format: Format;
  /** The values of the query, the same for all ways of writing it. */
  readonly normalized: string;
  answer(): Promise<Answer>;
}

export interface Answer {
  readonly body: object;
  /** The same as a table, where it is a list. */
  readonly table?: CsvTable;
}

export interface RouteDefinition<T extends ParameterTable> {
  readonly path: string;
  readonly summary: string;
  readonly parameters: T;
  ask(published: PublishedReader, dataset: string, values: Values<T>): Promise<Omit<Asked, 'normalized'>>;
}

/** Ties a table of parameters to what answers them, so that no route is reached by a query that was not checked. */
export function defineRoute<T extends ParameterTable>({ path, summary, parameters, ask }: RouteDefinition<T>): Route {
  return {
    path,
    summary,
    parameters,
    async ask(published, dataset, query) {
      const values = parseParameters(parameters, query);
      return { ...(await ask(published, dataset, values)), normalized: JSON.stringify(values) };
    },
  };
}
