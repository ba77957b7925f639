import * as v from 'valibot';
import type { Dataset, DeclaredColumn } from '../contract/dataset.ts';
import { anyObject, flag, list, oneOf, parse, text } from '../contract/schema.ts';
import { credit } from '../contract/snapshot.ts';
import { COLUMN_TYPES } from '../contract/table.ts';
import type { ReadBeside } from '../job/build.ts';
import { parseMapFiles } from '../shapes/parse-map-files.ts';
import { parseCheckLimits } from './check-limits.ts';
import type { Fields } from './known-names.ts';
import { parseIdentity, readViews } from './views.ts';

/** Of {@link Dataset.rowFiles}. */
const ANY_FILE = '*';

/**
 * A data set whose files are published as tables alone, or until it is known what their columns mean.
 * @param id the data set's, which is its title where there is none
 */
export async function tablesAlone(
  fields: Fields,
  texts: readonly string[],
  { id, beside }: { readonly id: string; readonly beside: ReadBeside },
): Promise<Dataset> {
  const { views, curves } = await readViews(fields.views, [], beside, false);
  return {
    ...headOf(fields, id),
    ...{ period: { unit: 'none', every: 1 }, tables: [], measures: [], dimensions: [], maps: [], places: null },
    mapFiles: fields.maps === undefined ? [] : parseMapFiles(fields.maps, 'maps'),
    ...{ provisional: 0, views, curves, regionsSql: '', cleanSql: '' },
    checks: parseCheckLimits(fields.checks ?? {}, { measures: [], maps: [] }),
    sources: [...texts, ...views.flatMap(({ text }) => text ?? [])],
  };
}

/** What a descriptor without SQL says of the data set as a whole. */
export function headOf(fields: Fields, id: string) {
  return {
    title: parse(text, fields.title ?? titleOf(id), 'title'),
    description: parse(text, fields.description ?? '', 'description'),
    notice: parse(v.nullable(text), fields.notice ?? null, 'notice'),
    source: parse(v.nullable(credit), fields.source ?? null, 'source'),
    licence: parse(v.nullable(credit), fields.license ?? fields.licence ?? null, 'license'),
    site: fields.site === undefined ? null : parseIdentity(fields.site, 'site'),
    ignore: parse(list(text), fields.ignore ?? [], 'ignore'),
    columns: columnsOf(fields.columns),
    rowFiles: fields.tables === false ? null : parse(text, fields.files ?? ANY_FILE, 'files'),
  };
}

function columnsOf(value: unknown): Readonly<Record<string, DeclaredColumn>> {
  const columns = Object.entries(parse(anyObject, value ?? {}, 'columns')).map(([heading, item]) => {
    const at = `columns.${heading}`;
    const fields = parse(anyObject, item ?? {}, at);
    const declared: DeclaredColumn = {
      name: parse(v.nullable(text), fields.name ?? null, `${at}.name`),
      type: parse(v.nullable(oneOf(...COLUMN_TYPES)), fields.type ?? null, `${at}.type`),
      order: parse(v.nullable(oneOf('iso', 'day first', 'month first')), fields.order ?? null, `${at}.order`),
      isDropped: parse(flag, fields.drop ?? false, `${at}.drop`),
    };
    return [heading, declared] as const;
  });
  return Object.fromEntries(columns);
}

/** `unemployment-rate` as `Unemployment rate`. */
export function titleOf(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
