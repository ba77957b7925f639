import { basename } from 'node:path';
import type { Recognized } from '../contract/recognized.ts';
import { draftYaml } from '../describe/draft-yaml.ts';
import { readDraft } from '../describe/read-dataset.ts';
import { patternOf, type RecognizedDataset, recognizeDataset } from '../describe/recognize-dataset.ts';
import type { Build } from '../job/build.ts';
import type { Plan } from '../job/plan.ts';
import { matchUploads, unbuildable } from './plan.ts';
import type { Tabulated, TabulateTools } from './tabulate.ts';

/** What the files of a data set were taken for, by an earlier build or now. Null without tables. */
export async function recognize(
  plan: Plan,
  tabulated: Tabulated,
  inOwnEngine: TabulateTools['inOwnEngine'],
): Promise<Recognized | null> {
  const { recognized: tables, texts } = tabulated;
  if (tables.length === 0) return null;
  if (plan.complete === null) return { schema: 'recognized/1', tables, descriptor: '', remarks: [] };
  const known = plan.last?.recognized ?? null;
  if (known !== null && known.descriptor !== '') return { ...known, tables };
  const bare = tables.map(({ id, columns }) => {
    return { id, files: filesOf(id, tabulated), text: texts.get(id) ?? [], columns };
  });
  return described(plan, tabulated, await inOwnEngine(connection => recognizeDataset(bare, { connection })));
}

/** The same where the series cannot be made. @param why a sentence */
export function withoutSeries(plan: Plan, tabulated: Tabulated, { remarks }: Recognized, why: string): Recognized {
  return described(plan, tabulated, { fields: null, remarks: [...remarks, why] });
}

/** The plan with what was recognized; the same where that adds no series. */
export async function completePlan(
  plan: Plan,
  recognized: Recognized | null,
  tools: Pick<Build, 'shapes'>,
): Promise<Plan> {
  const dataset = recognized === null ? null : ((await plan.complete?.(readDraft(recognized.descriptor))) ?? null);
  if (dataset === null) return plan;
  const problem = unbuildable(dataset, tools);
  if (problem !== null) throw problem;
  return { ...plan, dataset, uploads: matchUploads(plan.id, plan.uploads, dataset, plan.today) };
}

function described(
  { dataset: { title } }: Plan,
  tabulated: Tabulated,
  { fields, remarks }: RecognizedDataset,
): Recognized {
  const { recognized: tables } = tabulated;
  const patterns = new Map(tables.map(({ id }) => [id, patternOf(filesOf(id, tabulated))]));
  const table = tables.find(({ id }) => patterns.get(id) === fields?.files) ?? tables[0];
  const files = patterns.get(table?.id ?? '') ?? '*';
  const descriptor = draftYaml({ title, files, fields, remarks, columns: table?.columns ?? [] });
  return { schema: 'recognized/1', tables, descriptor, remarks };
}

function filesOf(id: string, { reports }: Pick<Tabulated, 'reports'>): string[] {
  return (reports.find(({ table }) => table === id)?.files ?? []).map(key => basename(key));
}
