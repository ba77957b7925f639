import { blobKey } from '../contract/keys.ts';
import type { Credit, Snapshot } from '../contract/snapshot.ts';
import type { ColumnType, TableFile } from '../contract/table.ts';

/**
 * A snapshot as a Data Package (datapackage.org): a resource for each table, whose paths are its Parquet files, and one
 * for the newest values of each map. Paths are relative to `data/<dataset>/datapackage.json`.
 * @param tables what the snapshot's tables are, in its order
 */
export function dataPackage(snapshot: Snapshot, tables: readonly TableFile[], publishedAt: string): object {
  const { dataset, title, description, source, licence, maps } = snapshot;
  const pathOf = (key: string) => key.slice(`data/${dataset}/`.length);
  return {
    name: dataset,
    title,
    ...(description === '' ? {} : { description }),
    created: publishedAt,
    ...(licence === null ? {} : { licenses: [creditOf(licence)] }),
    ...(source === null ? {} : { sources: [creditOf(source)] }),
    resources: [
      ...snapshot.tables.map(({ id, title, parts }, index) => {
        const [first = '', ...others] = parts.map(part => pathOf(blobKey(dataset, part.id, 'parquet')));
        return {
          ...{ name: id, title, path: others.length === 0 ? first : [first, ...others] },
          ...{ format: 'parquet', mediatype: 'application/vnd.apache.parquet' },
          bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
          schema: { fields: [ROW_NUMBER, ...(tables[index]?.columns.map(fieldOf) ?? [])] },
        };
      }),
      ...maps.map(map => ({
        name: `${map.id}-latest`,
        title: `${map.title}: ${map.lastDate}`,
        path: pathOf(blobKey(dataset, map.latest)),
        ...{ format: 'json', mediatype: 'application/json' },
      })),
    ],
  };
}

function creditOf({ name, url }: Credit) {
  return { title: name, path: url };
}

const ROW_NUMBER = { name: '_row', type: 'integer', description: 'The number of the row within its file, from 0.' };

const TYPES: Readonly<Record<ColumnType, string>> = {
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'datetime',
  text: 'string',
};

function fieldOf({ name, type, unit, why }: TableFile['columns'][number]) {
  return { name, type: TYPES[type], description: unit === null ? why : `In ${unit}. ${why}` };
}
