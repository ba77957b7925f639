import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFacetsAnswer, parseRowsAnswer, parseSummaryAnswer } from '../../functions/contract/table-answers.ts';
import type { Store } from '../../functions/store/store.ts';
import { createTablesApp, type TablesAppOptions } from '../../functions/tables/tables-app.ts';
import { type Ask, reader } from '../query/ask.ts';

/** A new app over a store, in a folder of its own; `close` removes both. */
export async function askTables(store: Store, options: Partial<TablesAppOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-tables-'));
  const logged: { message: string; cause: unknown }[] = [];
  const log = (message: string, cause: unknown) => void logged.push({ message, cause });
  const app = createTablesApp({ store, folder, log, ...options });
  const ask: Ask = (path, init) => app.fetch(new Request(`https://example.org/api/v1${path}`, init));
  return {
    ...{ ask, folder, logged },
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const readRows = reader(parseRowsAnswer);
export const readFacets = reader(parseFacetsAnswer);
export const readSummary = reader(parseSummaryAnswer);

/** A query as it stands in an address; `where` may be several. */
export function queryOf(query: Readonly<Record<string, string | number | readonly string[]>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return String(new URLSearchParams(pairs));
}
