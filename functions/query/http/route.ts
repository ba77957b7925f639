import type { CsvTable } from '../../contract/csv.ts';
import type { ParameterTable, Values } from '../parameters/parameter.ts';
import { parseParameters } from '../parameters/parse-query.ts';
import type { PublishedReader } from '../published/published.ts';

export type Format = 'json' | 'csv' | 'parquet';

/** One path of the API as it is documented, whatever answers it. */
export interface RouteDescription {
  /** After `/api/v1`, in the notation of OpenAPI: `/datasets/{dataset}/series`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: ParameterTable;
}

/** A path, and how a query of it is answered. */
export interface Route extends RouteDescription {
  ask(published: PublishedReader, names: PathNames, query: URLSearchParams): Promise<Asked>;
}

/** What the braces of a path stand for; empty where it has none. */
export interface PathNames {
  readonly dataset: string;
  readonly table: string;
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
  /** @param signal ends the work early: nobody waits for the answer any more */
  answer(signal: AbortSignal): Promise<Answer | Elsewhere>;
}

export interface Answer {
  readonly body: object;
  /** The same as a table, where it is a list. */
  readonly table?: CsvTable;
  /** The `cursor` of what follows, where a list goes on. */
  readonly next?: string | null;
}

/** The address of a published file that is the answer. */
export interface Elsewhere {
  readonly location: string;
}

export interface RouteDefinition<T extends ParameterTable> extends RouteDescription {
  readonly parameters: T;
  ask(published: PublishedReader, names: PathNames, values: Values<T>): Promise<Omit<Asked, 'normalized'>>;
}

/** Ties a table of parameters to what answers them, so that no route is reached by a query that was not checked. */
export function defineRoute<T extends ParameterTable>({ path, summary, parameters, ask }: RouteDefinition<T>): Route {
  return {
    path,
    summary,
    parameters,
    async ask(published, names, query) {
      const values = parseParameters(parameters, query);
      return { ...(await ask(published, names, values)), normalized: JSON.stringify(values) };
    },
  };
}
