import { chooseInputs } from '../checks/choose-inputs.ts';
import type { ReadRows } from '../describe/settle-places.ts';
import { notedIn } from '../ingest/read-batch.ts';
import type { Staged } from '../ingest/stage.ts';
import type { Plan } from '../job/plan.ts';

/**
 * What was read of the versions that are in use, and of no others: a data set is settled by the same rows whatever was
 * uploaded before them.
 */
export function readRows(plan: Plan, staged: Staged): Omit<ReadRows, 'facts'> {
  const { places, tables } = plan.dataset;
  if (places === null) return { uploads: [], noted: [], lookup: [] };
  const chosen = chooseInputs(plan, staged).filter(({ rows }) => rows !== null);
  const of = (name: string | null) => {
    const keys = new Map(chosen.flatMap(({ key, table, rows }) => (table?.name === name ? [[rows?.sha256, key]] : [])));
    const read = [...staged.uploads].flatMap(([staged, upload]) => {
      const key = staged.startsWith(`${name} `) ? keys.get(upload.sha256) : undefined;
      return key === undefined ? [] : [{ ...upload, key }];
    });
    const uploads = [...new Map(read.map(upload => [upload.sha256, upload])).values()];
    uploads.sort((a, b) => (a.key < b.key ? -1 : 1));
    const shas = new Set(uploads.map(({ sha256 }) => sha256));
    const batches = [...new Set(uploads.flatMap(({ batch }) => batch ?? []))].flatMap(id => staged.noted.get(id) ?? []);
    const groups = tables.find(table => table.name === name)?.noted ?? [];
    const noted = groups.map((_, group) => {
      const tuples = batches.flatMap(noted => notedIn(noted, group, shas));
      return [...new Map(tuples.map(tuple => [JSON.stringify(tuple), tuple])).values()];
    });
    return { uploads, noted };
  };
  return { ...of(places.table), lookup: of(places.lookup).noted[0] ?? [] };
}
